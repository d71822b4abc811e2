package dev.tidemark.monitor.api;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.AlertWords;
import dev.tidemark.monitor.alert.Member;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.Pace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Alerts as rows of JSON. */
record AlertRows(Mutes mutes, InstantSource clock) {
    static String rule(AlertKey.Rule rule) {
        return switch (rule) {
            case LEAK -> "leak";
            case NEAR_LIMIT -> "limit";
        };
    }

    void write(JsonGenerator json, Alert alert) {
        Instant now = clock.instant();
        AlertWords words = new AlertWords(alert, now);
        Member worst = alert.worst();
        json.writeStartObject();
        json.writeStringProperty("id", alert.id());
        json.writeStringProperty("state", alert.state().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringProperty("rule", rule(alert.key().rule()));
        json.writeStringProperty("service", alert.key().service());
        json.writeStringProperty("build", alert.key().build());
        json.writeStringProperty("subject", words.subject());
        json.writeStringProperty("summary", words.summary());
        Json.instant(json, "since", alert.times().pending());
        Json.instant(json, "firedAt", alert.times().firing());
        Json.instant(json, "resolvedAt", alert.times().resolved());
        json.writeNumberProperty("instances", alert.members().size());
        json.writeNumberProperty("worst", worst.process());
        Json.rate(json, "bytesPerSecond", worst.pace().rate());
        Json.number(json, "timeToLimit", secondsToLimit(worst.pace(), now));
        Json.text(json, "silenced", mutes.of(alert).orElse(null));
        json.writeBooleanProperty("hasFinding", alert.cause() != null);
        Json.text(json, "acknowledgedBy", alert.acknowledgedBy());
        Json.instant(json, "acknowledgedAt", alert.acknowledgedAt());
        Json.text(json, "ended", alert.ended());
        json.writeEndObject();
    }

    private static double secondsToLimit(Pace pace, Instant now) {
        Pace.Limit limit = pace.limit();
        Instant at = limit == null ? null : limit.at();
        return at == null ? Double.NaN : Math.max(0, Duration.between(now, at).toMillis() / 1e3);
    }
}
