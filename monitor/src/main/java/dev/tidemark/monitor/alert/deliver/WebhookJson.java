package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.alert.Member;
import dev.tidemark.monitor.alert.Pace;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The fields of {@code alert/1}. */
final class WebhookJson {
    private WebhookJson() {}

    static void write(JsonGenerator json, Notice notice, @Nullable String link) {
        Alert alert = notice.alert();
        AlertKey key = alert.key();
        json.writeStringProperty("schema", "alert/1");
        json.writeStringProperty("delivery", notice.id());
        json.writeStringProperty("event", word(notice.event()));
        time(json, "sentAt", notice.now());
        json.writeStringProperty("id", alert.id());
        json.writeStringProperty("state", word(alert.state()));
        json.writeStringProperty("severity", word(alert.severity()));
        json.writeStringProperty("rule", word(key.rule()).replace('_', '-'));
        json.writeStringProperty("service", key.service());
        json.writeStringProperty("build", key.build());
        json.writeStringProperty("signal", key.subject());
        json.writeStringProperty("summary", notice.words().summary());
        json.writeArrayPropertyStart("details");
        notice.words().details().forEach(json::writeString);
        json.writeEndArray();
        text(json, "link", link);
        time(json, "firingAt", alert.times().firing());
        time(json, "resolvedAt", alert.times().resolved());
        text(json, "ended", alert.ended());
        text(json, "acknowledgedBy", alert.acknowledgedBy());
        pace(json, alert.worst().pace());
        cause(json, alert.cause());
        json.writeArrayPropertyStart("instances");
        for (Member member : alert.members()) {
            json.writeString(member.instance());
        }
        json.writeEndArray();
    }

    private static void pace(JsonGenerator json, Pace pace) {
        json.writeObjectPropertyStart("bytesPerSecond");
        json.writeNumberProperty("estimate", pace.rate().estimate());
        json.writeNumberProperty("low", pace.rate().low());
        json.writeNumberProperty("high", pace.rate().high());
        json.writeEndObject();
        Pace.Onset onset = pace.onset();
        time(json, "onset", onset == null ? null : onset.at());
        Pace.Limit limit = pace.limit();
        if (limit == null) {
            json.writeNullProperty("limitBytes");
        } else {
            json.writeNumberProperty("limitBytes", (long) limit.bytes());
        }
        time(json, "limitReachedAt", limit == null ? null : limit.at());
    }

    private static void cause(JsonGenerator json, @Nullable Cause cause) {
        if (cause == null) {
            json.writeNullProperty("finding");
            return;
        }
        json.writeObjectPropertyStart("finding");
        json.writeStringProperty("fingerprint", cause.fingerprint());
        json.writeStringProperty("holder", cause.holder());
        json.writeStringProperty("title", cause.title());
        json.writeStringProperty("fix", cause.fix());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String name, @Nullable Instant time) {
        text(json, name, time == null ? null : time.toString());
    }

    private static void text(JsonGenerator json, String name, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, text);
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
