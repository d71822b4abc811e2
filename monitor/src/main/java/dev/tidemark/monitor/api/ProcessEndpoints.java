package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/** One process: what is known of it now, and the course of its memory. */
final class ProcessEndpoints {
    private static final Duration USUAL_RANGE = Duration.ofHours(24);
    private static final int USUAL_POINTS = 400;
    private static final int FEWEST_POINTS = 10;
    private static final int MOST_POINTS = 2000;
    private static final List<String> SIGNALS =
            Arrays.stream(Signal.values()).map(Signal::column).toList();

    private final Fleet fleet;
    private final History history;
    private final FleetIndex index;
    private final Happenings happenings;
    private final Answers answers;

    ProcessEndpoints(MonitorApi.Parts parts, FleetIndex index, Happenings happenings) {
        this.fleet = parts.fleet();
        this.history = parts.history();
        this.index = index;
        this.happenings = happenings;
        this.answers = new Answers(parts.version());
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/processes/{id}", this::detail);
        routes.on("GET", "/api/v1/processes/{id}/series", this::series);
    }

    /** The state of the process that a call is about. */
    static ProcessState asked(Fleet fleet, Call call) {
        String id = call.variable("id");
        try {
            return fleet.process(Integer.parseInt(id)).orElseThrow(() -> unknown(id));
        } catch (NumberFormatException e) {
            throw unknown(id);
        }
    }

    private static HttpFailure unknown(String id) {
        String shown = id.length() > 20 ? id.substring(0, 20) + "..." : id;
        return new HttpFailure(
                404, "process %s: expected the number of one that is known".formatted(shown));
    }

    private void detail(Call call) throws IOException {
        ProcessState state = asked(fleet, call);
        FleetView view = index.view();
        FleetRow row = FleetRow.of(state, null);
        answers.send(
                call,
                "process",
                json -> {
                    json.writeName("process");
                    new FleetJson(fleet, view).process(json, row);
                    VerdictJson.write(json, state);
                    json.writeStringProperty("title", title(row));
                    latest(json, state);
                    MemoryParts.write(json, state.latest());
                    siblings(json, row, view);
                    happenings.write(json, state);
                });
    }

    private static String title(FleetRow row) {
        String build = row.key().build().isEmpty() ? "" : " " + row.key().build();
        return row.key().service() + build + " on " + row.key().instance();
    }

    private static void latest(JsonGenerator json, ProcessState state) {
        List<Signal> signals = known(state);
        json.writeObjectPropertyStart("latest");
        for (Signal signal : signals) {
            Json.number(json, signal.column(), state.latest().value(signal).orElse(Double.NaN));
        }
        json.writeEndObject();
        json.writeArrayPropertyStart("signals");
        for (Signal signal : signals) {
            json.writeStartObject();
            Units.write(json, signal);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Signal> known(ProcessState state) {
        return Arrays.stream(Signal.values())
                .filter(signal -> state.latest().value(signal).isPresent())
                .toList();
    }

    private static void siblings(JsonGenerator json, FleetRow row, FleetView view) {
        List<FleetRow> siblings =
                view.rows().stream()
                        .filter(other -> other.key().service().equals(row.key().service()))
                        .toList();
        json.writeObjectPropertyStart("siblings");
        json.writeStringProperty("service", row.key().service());
        json.writeNumberProperty("instances", siblings.size());
        Counts.of(siblings).write(json, "counts");
        json.writeEndObject();
    }

    private void series(Call call) throws IOException {
        ProcessState state = asked(fleet, call);
        Parameters parameters = new Parameters(call);
        int points = parameters.number("points", USUAL_POINTS, FEWEST_POINTS, MOST_POINTS);
        TimeRange range = range(parameters, state);
        SeriesReader reader = new SeriesReader(history, state.id(), range, points);
        Set<Signal> wanted = signals(parameters, state);
        Marks marks = new Marks(range);
        marks.builds(index.view(), state);
        happenings.mark(marks, state);
        answers.send(
                call,
                "series",
                json -> {
                    Json.instant(json, "from", Instant.ofEpochMilli(range.fromMillis()));
                    Json.instant(json, "to", Instant.ofEpochMilli(range.toMillis()));
                    json.writeArrayPropertyStart("series");
                    wanted.forEach(signal -> reader.read(signal).write(json));
                    json.writeEndArray();
                    new JudgedJson(state, range).write(json, reader);
                    CollectionCounts.read(reader).write(json);
                    marks.restarts(reader);
                    marks.onset(state);
                    marks.write(json);
                });
    }

    private static TimeRange range(Parameters parameters, ProcessState state) {
        Instant to = parameters.instant("to").orElse(state.lastSeen().plusMillis(1));
        Instant dayBefore = to.minus(USUAL_RANGE);
        Instant first = state.firstSeen().isAfter(dayBefore) ? state.firstSeen() : dayBefore;
        Instant from = parameters.instant("from").orElse(first);
        if (!from.isBefore(to)) {
            throw new HttpFailure(
                    400, "from: expected a time before %s, found %s".formatted(to, from));
        }
        return new TimeRange(from.toEpochMilli(), to.toEpochMilli());
    }

    /** Those that are asked for; else all that are memory. */
    private static Set<Signal> signals(Parameters parameters, ProcessState state) {
        Set<Signal> signals = new LinkedHashSet<>();
        for (String column : parameters.some("signals", SIGNALS)) {
            Signal.ofColumn(column).ifPresent(signals::add);
        }
        if (signals.isEmpty()) {
            known(state).stream().filter(Units::isMemory).forEach(signals::add);
        }
        return signals;
    }
}
