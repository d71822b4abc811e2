package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** PagerDuty's Events API v2: one incident for each alert, by its id. */
record PagerDuty(String name, URI url, Hidden routingKey, Links links) implements Channel {
    static final URI USUAL = URI.create("https://events.pagerduty.com/v2/enqueue");
    private static final int LONGEST_SUMMARY = 1024;

    @Override
    public String kind() {
        return "pagerduty";
    }

    @Override
    public boolean tells(Event event, Alert alert) {
        return switch (event) {
            case FIRING, UPDATED, RESOLVED, ACKNOWLEDGED -> true;
            case PENDING, DROPPED -> false;
        };
    }

    @Override
    public Message message(Notice notice) throws IOException {
        String key = routingKey.read();
        String action =
                switch (notice.event()) {
                    case RESOLVED -> "resolve";
                    case ACKNOWLEDGED -> "acknowledge";
                    case FIRING, UPDATED, PENDING, DROPPED -> "trigger";
                };
        String body =
                Json.object(json -> {
                    json.writeStringProperty("routing_key", key);
                    json.writeStringProperty("event_action", action);
                    json.writeStringProperty("dedup_key", notice.alert().id());
                    if (action.equals("trigger")) {
                        trigger(json, notice);
                    }
                });
        return new Message(url, Json.headers(Map.of()), body);
    }

    private void trigger(JsonGenerator json, Notice notice) {
        Alert alert = notice.alert();
        AlertKey key = alert.key();
        json.writeObjectPropertyStart("payload");
        json.writeStringProperty("summary", Json.cut(notice.words().summary(), LONGEST_SUMMARY));
        json.writeStringProperty("source", alert.worst().instance());
        json.writeStringProperty("severity", alert.severity().name().toLowerCase(Locale.ROOT));
        Instant firing = alert.times().firing();
        json.writeStringProperty(
                "timestamp", (firing == null ? alert.times().pending() : firing).toString());
        json.writeStringProperty("component", key.service());
        json.writeStringProperty("group", key.build());
        json.writeStringProperty("class", key.subject());
        json.writeObjectPropertyStart("custom_details");
        List<String> details = notice.words().details();
        json.writeStringProperty("details", String.join("\n", details));
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringProperty("client", "Tidemark");
        links.of(alert)
                .ifPresent(link -> {
                    json.writeStringProperty("client_url", link);
                    json.writeArrayPropertyStart("links");
                    json.writeStartObject();
                    json.writeStringProperty("href", link);
                    json.writeStringProperty("text", "Evidence");
                    json.writeEndObject();
                    json.writeEndArray();
                });
    }

    /** It always says that it has taken an event. */
    @Override
    public Optional<String> objection(Answer answer) {
        boolean taken = answer.json().path("status").asString("").equals("success");
        return taken
                ? Optional.empty()
                : Optional.of("without \"status\":\"success\": " + answer.shown());
    }
}
