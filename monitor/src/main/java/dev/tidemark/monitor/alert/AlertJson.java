package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and mutes as documents. */
final class AlertJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private AlertJson() {}

    static Document document(Alert alert) {
        Instant resolved = alert.times().resolved();
        Instant at = resolved == null ? alert.times().pending() : resolved;
        return new Document(
                Kind.ALERT,
                alert.id(),
                alert.open(),
                at.toEpochMilli(),
                MAPPER.writeValueAsString(alert));
    }

    static Alert alert(Document document) {
        return MAPPER.readValue(document.json(), Alert.class);
    }

    /** Mutes stay open until they are removed: there are few. */
    static Document document(Mute mute) {
        return new Document(
                Kind.SILENCE,
                mute.id(),
                true,
                mute.from().toEpochMilli(),
                MAPPER.writeValueAsString(mute));
    }

    static Mute mute(Document document) {
        return MAPPER.readValue(document.json(), Mute.class);
    }
}
