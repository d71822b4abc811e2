package dev.tidemark.monitor.api;

import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.evidence.Offer;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import dev.tidemark.monitor.http.Routes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** What may be captured of a process, at which cost; doing so; and what was captured. */
final class CaptureEndpoints {
    private static final Map<String, Wanted> KINDS =
            Map.of(
                    "histogram", Wanted.COUNTS,
                    "live-objects", Wanted.COUNTS,
                    "snapshot", Wanted.SNAPSHOT,
                    "holder", Wanted.HOLDER);

    private final Incidents incidents;
    private final Fleet fleet;
    private final Answers answers;
    private final CaptureRows rows;

    CaptureEndpoints(MonitorApi.Parts parts, Incidents incidents) {
        this.incidents = incidents;
        this.fleet = parts.fleet();
        this.answers = new Answers(parts.version());
        this.rows = new CaptureRows(fleet, parts.clock());
    }

    void addTo(Routes routes) {
        routes.on("GET", "/api/v1/processes/{id}/capture", this::offer);
        routes.on("POST", "/api/v1/processes/{id}/capture", this::start);
        routes.on("GET", "/api/v1/captures", this::list);
        routes.on("GET", "/api/v1/captures/{id}", this::one);
    }

    /** Has the steps of captures told to those who follow. */
    void tell(EventLog log) {
        incidents
                .desk()
                .changes(item ->
                        log.publish(
                                "capture",
                                Json.object(json -> {
                                    json.writeName("capture");
                                    rows.write(json, item);
                                })));
    }

    private void offer(Call call) throws IOException {
        int process = ProcessEndpoints.asked(fleet, call).id();
        Offer offer = incidents.desk().offer(process);
        boolean jvm = rows.isJvm(process);
        answers.send(
                call,
                "offer",
                json -> {
                    json.writeBooleanProperty("possible", offer.impossible() == null);
                    Json.text(json, "why", offer.impossible());
                    json.writeArrayPropertyStart("choices");
                    SnapshotEstimate snapshot = offer.snapshot();
                    if (snapshot != null) {
                        counts(json, offer, jvm);
                        snapshot(json, Wanted.SNAPSHOT, offer.refused(), snapshot);
                        snapshot(json, Wanted.HOLDER, offer.refused(), snapshot);
                    }
                    json.writeEndArray();
                });
    }

    private static void counts(JsonGenerator json, Offer offer, boolean jvm) {
        double seconds = offer.countPause().toMillis() / 1e3;
        json.writeStartObject();
        json.writeStringProperty("kind", CaptureRows.kind(Wanted.COUNTS, jvm));
        json.writeStringProperty(
                "text", jvm ? "its objects, counted by class" : "samples of its live objects");
        range(json, "pauseSeconds", seconds, seconds);
        range(json, "memoryBytes", 0, 0);
        json.writeNullProperty("fileBytes");
        json.writeBooleanProperty("safe", true);
        json.writeNullProperty("refusedBecause");
        json.writeEndObject();
    }

    private static void snapshot(
            JsonGenerator json, Wanted wanted, String refused, SnapshotEstimate estimate) {
        double seconds = estimate.pause().toMillis() / 1e3;
        json.writeStartObject();
        json.writeStringProperty("kind", CaptureRows.kind(wanted, false));
        json.writeStringProperty(
                "text", (wanted == Wanted.HOLDER ? "several, some time apart: " : "") + estimate);
        range(json, "pauseSeconds", seconds, seconds);
        range(
                json,
                "memoryBytes",
                estimate.extraBytes().value(),
                estimate.extraBytesAtWorst().value());
        json.writeNumberProperty("fileBytes", estimate.file().value());
        json.writeBooleanProperty("safe", estimate.safe());
        Json.text(json, "refusedBecause", refused.isEmpty() ? null : refused);
        json.writeEndObject();
    }

    private static void range(JsonGenerator json, String name, double likely, double worst) {
        json.writeObjectPropertyStart(name);
        Json.number(json, "likely", likely);
        Json.number(json, "worst", worst);
        json.writeEndObject();
    }

    private void start(Call call) throws IOException {
        int process = ProcessEndpoints.asked(fleet, call).id();
        Body body = Body.of(call);
        Wanted wanted = KINDS.get(body.text("kind", ""));
        if (wanted == null) {
            throw new HttpFailure(
                    400,
                    "kind: expected one of "
                            + String.join(", ", KINDS.keySet().stream().sorted().toList()));
        }
        try {
            String by = call.user().orElse(body.text("by", "somebody"));
            EvidenceItem item = incidents.desk().request(process, wanted, by);
            answers.send(call, 202, "capture", json -> rows.fields(json, item));
        } catch (IllegalStateException refused) {
            throw new HttpFailure(409, String.valueOf(refused.getMessage()));
        }
    }

    private void list(Call call) throws IOException {
        Parameters parameters = new Parameters(call);
        int process = parameters.number("process", -1, 0, Integer.MAX_VALUE);
        List<EvidenceItem> items =
                incidents.desk().items().stream()
                        .filter(item -> process < 0 || item.process() == process)
                        .toList();
        Parameters.Paging paging = parameters.paging();
        answers.send(
                call,
                "captures",
                json -> paging.write(json, items, item -> rows.write(json, item)));
    }

    private void one(Call call) throws IOException {
        EvidenceItem item =
                incidents
                        .desk()
                        .find(call.variable("id"))
                        .orElseThrow(() -> new HttpFailure(404, "there is no such capture"));
        answers.send(call, "capture", json -> rows.fields(json, item));
    }
}
