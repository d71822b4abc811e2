package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What happened to a process in a range of time: restarts, deploys, alerts, captures. */
final class Marks {
    /** A start that is told again may be rounded. */
    private static final double SAME_START_SECONDS = 2;

    private static final List<Signal> TOTALS =
            List.of(Signal.MINOR_GCS, Signal.MAJOR_GCS, Signal.OPERATIONS);

    private final TimeRange range;
    private final List<Mark> marks = new ArrayList<>();

    Marks(TimeRange range) {
        this.range = range;
    }

    private record Mark(Instant at, String kind, String text, @Nullable String id) {}

    void add(Instant at, String kind, String text, @Nullable String id) {
        if (range.contains(at.toEpochMilli())) {
            marks.add(new Mark(at, kind, text, id));
        }
    }

    /**
     * When a build of the process' service was first seen, if it was not the first that is known.
     */
    void builds(FleetView view, ProcessState state) {
        String service = state.process().key().service();
        List<FleetRow> rows =
                view.rows().stream().filter(row -> row.key().service().equals(service)).toList();
        Group.by(rows, row -> row.key().build()).stream()
                .sorted(Comparator.comparing(Group::firstSeen))
                .skip(1)
                .filter(build -> !build.name().isEmpty())
                .forEach(build ->
                        add(
                                build.firstSeen(),
                                "deploy",
                                "build " + build.name() + " seen first",
                                null));
    }

    /** When the process was started anew: by when it says it started, or by totals that fell. */
    void restarts(SeriesReader reader) {
        Columns starts = reader.read(Signal.START);
        for (int i = 1; i < starts.size(); i++) {
            if (starts.last(i) > starts.last(i - 1) + SAME_START_SECONDS) {
                add(instant(starts.second(i)), "restart", "started anew", null);
            }
        }
        if (starts.size() == 0) {
            TOTALS.stream()
                    .map(reader::read)
                    .filter(totals -> totals.size() > 0)
                    .findFirst()
                    .ifPresent(this::falls);
        }
    }

    private void falls(Columns totals) {
        for (int i = 1; i < totals.size(); i++) {
            if (totals.last(i) < totals.last(i - 1)) {
                add(instant(totals.second(i)), "restart", "started anew", null);
            }
        }
    }

    void onset(ProcessState state) {
        if (state.verdict() instanceof TrendVerdict.Leaking leaking) {
            add(instant(leaking.onsetSeconds()), "onset", "growth began", null);
        }
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1e3));
    }

    void write(JsonGenerator json) {
        marks.sort(Comparator.comparing(Mark::at));
        json.writeArrayPropertyStart("marks");
        for (Mark mark : marks) {
            json.writeStartObject();
            Json.instant(json, "at", mark.at());
            json.writeStringProperty("kind", mark.kind());
            json.writeStringProperty("text", mark.text());
            Json.text(json, "id", mark.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
