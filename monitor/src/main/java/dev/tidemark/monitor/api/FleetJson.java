package dev.tidemark.monitor.api;

import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Rows of the fleet as JSON. */
final class FleetJson {
    private static final int MOST_BUILDS = 20;

    private final Fleet fleet;
    private final FleetView view;

    FleetJson(Fleet fleet, FleetView view) {
        this.fleet = fleet;
        this.view = view;
    }

    void service(JsonGenerator json, Group service) {
        json.writeStartObject();
        json.writeStringProperty("service", service.name());
        group(json, service);
        Json.seen(json, "lastSeen", service.lastSeen());
        Sparks.write(json, fleet.sparkline(service.worst().id()));
        json.writeNumberProperty("alerts", service.alerts(view));
        json.writeArrayPropertyStart("builds");
        List<Group> builds = Group.by(service.rows(), row -> row.key().build());
        builds.stream()
                .sorted((a, b) -> b.firstSeen().compareTo(a.firstSeen()))
                .limit(MOST_BUILDS)
                .forEach(build -> build(json, build));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void build(JsonGenerator json, Group build) {
        json.writeStartObject();
        json.writeStringProperty("build", build.name());
        Json.instant(json, "firstSeen", build.firstSeen());
        group(json, build);
        json.writeEndObject();
    }

    private static void group(JsonGenerator json, Group group) {
        FleetRow worst = group.worst();
        json.writeStringProperty("verdict", worst.kind().word());
        group.counts().write(json, "counts");
        json.writeNumberProperty("instances", group.rows().size());
        json.writeNumberProperty("up", group.up());
        Json.rate(json, "bytesPerSecond", worst.state().verdict().basis().rate());
        Json.number(json, "timeToLimit", worst.secondsToLimit());
        Json.number(json, "memoryBytes", group.memoryBytes());
        json.writeNumberProperty("worst", worst.id());
    }

    void process(JsonGenerator json, FleetRow row) {
        ProcessState state = row.state();
        TrendVerdict.Limit limit = FleetRow.limit(state.verdict());
        json.writeStartObject();
        json.writeNumberProperty("id", row.id());
        json.writeStringProperty("service", row.key().service());
        json.writeStringProperty("build", row.key().build());
        json.writeStringProperty("instance", row.key().instance());
        json.writeStringProperty("runtime", FleetFilter.word(state.process().runtime()));
        Json.text(json, "target", state.process().target());
        json.writeBooleanProperty("up", state.up());
        Json.instant(json, "firstSeen", state.firstSeen());
        Json.seen(json, "lastSeen", state.lastSeen());
        json.writeStringProperty("verdict", row.kind().word());
        json.writeStringProperty("signal", state.verdict().basis().signal().column());
        Json.rate(json, "bytesPerSecond", state.verdict().basis().rate());
        Json.number(json, "timeToLimit", row.secondsToLimit());
        Json.number(json, "limit", limit == null ? Double.NaN : limit.bytes());
        Json.at(
                json,
                "onset",
                state.verdict() instanceof TrendVerdict.Leaking leaking
                        ? leaking.onsetSeconds()
                        : Double.NaN);
        Json.number(json, "memoryBytes", row.memoryBytes());
        Json.number(json, "heapBytes", row.heapBytes());
        Sparks.write(json, fleet.sparkline(row.id()));
        Json.text(json, "alert", view.alertOf(row.id()));
        json.writeEndObject();
    }
}
