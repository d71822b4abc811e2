package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.alert.deliver.Delivery;
import dev.tidemark.monitor.evidence.EvidenceItem;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was collected about an alert, what it shows, and who was told. */
final class AlertEvidence {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final Incidents incidents;
    private final CaptureRows rows;
    private final Flames flames;
    private final Alert alert;
    private final List<EvidenceItem> items;

    AlertEvidence(Incidents incidents, CaptureRows rows, Flames flames, Alert alert) {
        this.incidents = incidents;
        this.rows = rows;
        this.flames = flames;
        this.alert = alert;
        this.items =
                incidents.desk().items().stream()
                        .filter(item -> alert.id().equals(item.alert()))
                        .toList();
    }

    void write(JsonGenerator json) {
        finding(json);
        json.writeArrayPropertyStart("evidence");
        for (EvidenceItem item : items) {
            List<String> snapshots = new ArrayList<>(EvidenceSnapshots.of(item));
            for (Captured captured : item.captures()) {
                boolean opens = EvidenceSnapshots.opens(item, captured);
                captured(json, item, captured, opens ? snapshots.removeFirst() : null);
            }
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("captures");
        items.forEach(item -> rows.write(json, item));
        json.writeEndArray();
        flames.write(json, items);
        json.writeArrayPropertyStart("deliveries");
        incidents.outbox().of(alert.id()).forEach(delivery -> delivery(json, delivery));
        json.writeEndArray();
    }

    /** The finding that the alert's cause was taken from; else the first that there is. */
    private void finding(JsonGenerator json) {
        JsonNode explanation = explanation();
        JsonNode found = null;
        if (explanation != null) {
            Cause cause = alert.cause();
            for (JsonNode finding : explanation.path("findings")) {
                boolean same =
                        cause != null
                                && finding.path("fingerprint")
                                        .asString("")
                                        .equals(cause.fingerprint());
                found = found == null || same ? finding : found;
            }
        }
        raw(json, "finding", found, "null");
        raw(json, "notLeaks", explanation == null ? null : explanation.path("notLeaks"), "[]");
    }

    private @Nullable JsonNode explanation() {
        return items.stream()
                .map(EvidenceItem::explanation)
                .filter(text -> text != null)
                .findFirst()
                .map(MAPPER::readTree)
                .orElse(null);
    }

    private static void raw(
            JsonGenerator json, String name, @Nullable JsonNode value, String otherwise) {
        json.writeName(name);
        json.writeRawValue(value == null || value.isMissingNode() ? otherwise : value.toString());
    }

    private static void captured(
            JsonGenerator json, EvidenceItem item, Captured captured, @Nullable String snapshot) {
        json.writeStartObject();
        Json.instant(json, "at", captured.at());
        json.writeStringProperty(
                "kind", captured.what().name().toLowerCase(Locale.ROOT).replace('_', ' '));
        json.writeStringProperty("text", captured.text());
        json.writeNumberProperty("process", item.process());
        json.writeStringProperty("capture", item.id());
        json.writeNumberProperty("fileBytes", captured.bytes());
        Json.number(json, "pauseSeconds", captured.pauseSeconds());
        Json.text(json, "snapshot", snapshot);
        json.writeEndObject();
    }

    private void delivery(JsonGenerator json, Delivery delivery) {
        json.writeStartObject();
        Json.instant(json, "at", delivery.since());
        json.writeStringProperty("to", delivery.channel());
        json.writeStringProperty("kind", incidents.outbox().kind(delivery.channel()));
        json.writeStringProperty(
                "state",
                switch (delivery.state()) {
                    case WAITING -> "waiting";
                    // Heard; told again only so that the receiver does not forget.
                    case REPEATING, DELIVERED -> "delivered";
                    case FAILED -> "failed";
                });
        json.writeNumberProperty("attempts", delivery.attempts());
        Json.text(json, "error", delivery.error());
        json.writeEndObject();
    }
}
