package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Change;
import dev.tidemark.monitor.alert.Member;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Alerts: those that are open, those that were, and one with all that is known about it. */
final class AlertEndpoints {
    private static final List<String> STATES = List.of("pending", "firing", "resolved");
    private static final Set<String> OPEN = Set.of("pending", "firing");

    /** So many that are over can be listed. */
    private static final int MOST_RESOLVED = 1000;

    private static final int MOST_INSTANCES = 100;

    private final Incidents incidents;
    private final Fleet fleet;
    private final FleetIndex index;
    private final InstantSource clock;
    private final Answers answers;
    private final AlertRows rows;
    private final CaptureRows captures;
    private final Flames flames;

    AlertEndpoints(MonitorApi.Parts parts, Incidents incidents, FleetIndex index) {
        this.incidents = incidents;
        this.fleet = parts.fleet();
        this.clock = parts.clock();
        this.index = index;
        this.answers = new Answers(parts.version());
        this.rows = new AlertRows(incidents.alerts().mutes(), clock);
        this.captures = new CaptureRows(fleet, clock);
        this.flames = new Flames(incidents.desk());
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/alerts", this::list);
        routes.on("GET", "/api/v1/alerts/{id}", this::detail);
        routes.on("POST", "/api/v1/alerts/{id}/acknowledge", this::acknowledge);
    }

    /** Has what becomes of alerts told to those who follow. */
    void tell(EventLog log) {
        incidents.alerts().changes(change -> log.publish("alert", event(change)));
    }

    private byte[] event(Change change) {
        return Json.object(json -> {
            json.writeStringProperty("event", change.event().name().toLowerCase(Locale.ROOT));
            json.writeName("alert");
            rows.write(json, change.alert());
        });
    }

    private void list(Call call) throws IOException {
        Parameters parameters = new Parameters(call);
        Set<String> asked = parameters.some("state", STATES);
        Set<String> states = asked.isEmpty() ? OPEN : asked;
        Optional<String> rule = parameters.one("rule", List.of("leak", "limit"));
        List<Alert> alerts = new ArrayList<>(incidents.alerts().open());
        if (states.contains("resolved")) {
            alerts.addAll(incidents.alerts().resolved(clock.instant(), MOST_RESOLVED));
        }
        List<Alert> matched =
                alerts.stream()
                        .filter(alert -> states.contains(word(alert.state())))
                        .filter(alert ->
                                rule.map(AlertRows.rule(alert.key().rule())::equals).orElse(true))
                        .filter(alert -> is(parameters, "service", alert.key().service()))
                        .filter(alert -> is(parameters, "build", alert.key().build()))
                        .filter(alert -> isAbout(alert, parameters.text("q").orElse("")))
                        .sorted(
                                Comparator.comparing((Alert alert) -> alert.times().pending())
                                        .reversed())
                        .toList();
        Parameters.Paging paging = parameters.paging();
        answers.send(
                call,
                "alerts",
                json -> paging.write(json, matched, alert -> rows.write(json, alert)));
    }

    private static String word(Alert.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static boolean is(Parameters parameters, String name, String value) {
        return parameters.text(name).map(value::equals).orElse(true);
    }

    private static boolean isAbout(Alert alert, String q) {
        String holder = alert.cause() == null ? "" : alert.cause().holder();
        String text =
                String.join(
                                "\n",
                                alert.key().service(),
                                alert.key().build(),
                                alert.key().subject(),
                                holder)
                        .toLowerCase(Locale.ROOT);
        for (String word : q.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    private Alert asked(Call call) {
        return incidents
                .alerts()
                .find(call.variable("id"))
                .orElseThrow(() -> new HttpFailure(404, "there is no such alert"));
    }

    private void detail(Call call) throws IOException {
        Alert alert = asked(call);
        FleetView view = index.view();
        AlertEvidence evidence = new AlertEvidence(incidents, captures, flames, alert);
        answers.send(
                call,
                "alert",
                json -> {
                    json.writeName("alert");
                    rows.write(json, alert);
                    Optional<ProcessState> worst = fleet.process(alert.worst().process());
                    worst.ifPresentOrElse(
                            state -> VerdictJson.write(json, state),
                            () -> json.writeNullProperty("verdict"));
                    instances(json, alert, view);
                    evidence.write(json);
                    history(json, alert);
                });
    }

    private void instances(JsonGenerator json, Alert alert, FleetView view) {
        FleetJson processes = new FleetJson(fleet, view);
        json.writeArrayPropertyStart("instances");
        alert.members().stream()
                .map(Member::process)
                .flatMap(id -> fleet.process(id).stream())
                .limit(MOST_INSTANCES)
                .forEach(state -> processes.process(json, FleetRow.of(state, null)));
        json.writeEndArray();
    }

    private static void history(JsonGenerator json, Alert alert) {
        json.writeArrayPropertyStart("history");
        reached(json, Alert.State.PENDING, alert.times().pending());
        reached(json, Alert.State.FIRING, alert.times().firing());
        reached(json, Alert.State.RESOLVED, alert.times().resolved());
        json.writeEndArray();
    }

    private static void reached(JsonGenerator json, Alert.State state, @Nullable Instant at) {
        if (at != null) {
            json.writeStartObject();
            Json.instant(json, "at", at);
            json.writeStringProperty("state", word(state));
            json.writeEndObject();
        }
    }

    private void acknowledge(Call call) throws IOException {
        Alert alert = asked(call);
        String by = call.user().orElse(Body.of(call).text("by", "somebody"));
        if (!incidents.alerts().acknowledge(alert.id(), by)) {
            throw new HttpFailure(409, "the alert is over");
        }
        call.answer(204);
    }
}
