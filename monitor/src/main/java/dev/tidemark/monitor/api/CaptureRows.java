package dev.tidemark.monitor.api;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.evidence.Course;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.fleet.Fleet;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Captures as rows of JSON. */
record CaptureRows(Fleet fleet, InstantSource clock) {

    /** How what is wanted of a process is called. */
    static String kind(Wanted wanted, boolean jvm) {
        return switch (wanted) {
            case COUNTS -> jvm ? "histogram" : "live-objects";
            case SNAPSHOT -> "snapshot";
            case HOLDER -> "holder";
        };
    }

    boolean isJvm(int process) {
        return fleet.process(process)
                .map(state -> state.process().runtime() == RuntimeKind.JVM)
                .orElse(false);
    }

    void write(JsonGenerator json, EvidenceItem item) {
        json.writeStartObject();
        fields(json, item);
        json.writeEndObject();
    }

    void fields(JsonGenerator json, EvidenceItem item) {
        json.writeStringProperty("id", item.id());
        json.writeNumberProperty("process", item.process());
        json.writeStringProperty("kind", kind(item.wanted(), isJvm(item.process())));
        json.writeStringProperty("state", state(item.state()));
        Course course = item.course();
        Json.number(json, "progress", course == null ? Double.NaN : course.at(clock.instant()));
        json.writeStringProperty("text", item.text());
        json.writeStringProperty("by", item.by());
        Json.instant(json, "startedAt", item.started());
        Json.instant(json, "endedAt", item.ended());
        List<String> snapshots = EvidenceSnapshots.of(item);
        Json.text(json, "snapshot", snapshots.isEmpty() ? null : snapshots.getLast());
        Json.text(json, "alert", item.alert());
    }

    private static String state(EvidenceItem.State state) {
        return switch (state) {
            case WAITING -> "waiting";
            case DRAINING -> "draining";
            case CAPTURING, PAUSED -> "capturing";
            case EXPLAINING -> "explaining";
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }
}
