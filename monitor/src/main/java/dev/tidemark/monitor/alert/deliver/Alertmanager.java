package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alert.Severity;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.alert.Change.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Prometheus' Alertmanager, API v2. It takes an alert for over at its {@code endsAt}, which lies a
 * few minutes ahead and is moved on each time: should the monitor end for good, its alerts do as
 * well.
 *
 * @param url of the Alertmanager, without {@code /api/v2/alerts}
 */
record Alertmanager(String name, URI url, Login login, Links links) implements Channel {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** As Prometheus does it: four times the time until it is sent again. */
    private static final Duration LASTS = AGAIN.multipliedBy(4);

    @Override
    public String kind() {
        return "alertmanager";
    }

    @Override
    public boolean tells(Event event, Alert alert) {
        return switch (event) {
            case FIRING, UPDATED, RESOLVED -> true;
            case PENDING, DROPPED, ACKNOWLEDGED -> false;
        };
    }

    @Override
    public Optional<Duration> again() {
        return Optional.of(AGAIN);
    }

    @Override
    public Message message(Notice notice) throws IOException {
        String body =
                Json.text(json -> {
                    json.writeStartArray();
                    Alert alert = notice.alert();
                    Instant ends = notice.now().plus(LASTS);
                    write(json, notice, alert.severity(), ended(alert) ? notice.now() : ends);
                    if (alert.severity() != Severity.WARNING) {
                        // To Alertmanager, one of another severity is another alert.
                        write(json, notice, Severity.WARNING, notice.now());
                    }
                    json.writeEndArray();
                });
        String base = url.toString().replaceFirst("/+$", "");
        return new Message(
                URI.create(base + "/api/v2/alerts"), Json.headers(login.headers()), body);
    }

    private static boolean ended(Alert alert) {
        return !alert.open();
    }

    private void write(JsonGenerator json, Notice notice, Severity severity, Instant ends) {
        Alert alert = notice.alert();
        json.writeStartObject();
        json.writeObjectPropertyStart("labels");
        labels(json, alert.key(), severity);
        json.writeEndObject();
        json.writeObjectPropertyStart("annotations");
        json.writeStringProperty("summary", notice.words().summary());
        json.writeStringProperty("description", String.join("\n", notice.words().details()));
        Cause cause = alert.cause();
        label(json, "holder", cause == null ? null : cause.holder());
        json.writeEndObject();
        Instant firing = alert.times().firing();
        json.writeStringProperty(
                "startsAt", (firing == null ? alert.times().pending() : firing).toString());
        json.writeStringProperty("endsAt", ends.toString());
        links.of(alert).ifPresent(link -> json.writeStringProperty("generatorURL", link));
        json.writeEndObject();
    }

    private static void labels(JsonGenerator json, AlertKey key, Severity severity) {
        json.writeStringProperty(
                "alertname",
                switch (key.rule()) {
                    case LEAK -> "MemoryLeak";
                    case NEAR_LIMIT -> "MemoryNearLimit";
                });
        json.writeStringProperty("severity", severity.name().toLowerCase(Locale.ROOT));
        label(json, "service", key.service());
        label(json, "build", key.build());
        label(json, "signal", key.subject());
    }

    /** A label without a value is one that is not there. */
    private static void label(JsonGenerator json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.writeStringProperty(name, value);
        }
    }

    @Override
    public Optional<String> objection(Answer answer) {
        boolean text = !answer.text().isEmpty() && answer.json().isMissingNode();
        return answer.failure().or(() -> text ? Optional.of(answer.shown()) : Optional.empty());
    }
}
