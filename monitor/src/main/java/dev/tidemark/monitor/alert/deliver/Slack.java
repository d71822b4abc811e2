package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alert.Severity;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/**
 * An incoming webhook of Slack, or of what understands the same: Mattermost, Rocket.Chat, Discord.
 *
 * @param url a secret: who knows it may post
 */
record Slack(String name, Hidden url, Links links) implements Channel {
    private static final int LONGEST_SECTION = 2900;

    @Override
    public String kind() {
        return "slack";
    }

    /** What cannot be changed afterwards is said when it begins, is explained, and ends. */
    @Override
    public boolean tells(Event event, Alert alert) {
        return switch (event) {
            case FIRING, RESOLVED -> true;
            case UPDATED -> alert.cause() != null;
            case PENDING, DROPPED, ACKNOWLEDGED -> false;
        };
    }

    @Override
    public Message message(Notice notice) throws IOException {
        String summary = sign(notice.alert()) + " " + escape(notice.words().summary());
        String body =
                Json.object(json -> {
                    json.writeStringProperty("text", Json.cut(summary, LONGEST_SECTION));
                    json.writeArrayPropertyStart("blocks");
                    section(json, "*" + summary + "*");
                    if (notice.alert().open()) {
                        section(json, escape(String.join("\n", notice.words().details())));
                    }
                    links.of(notice.alert())
                            .ifPresent(link -> section(json, "<" + link + "|Open in Tidemark>"));
                    json.writeEndArray();
                });
        return new Message(uri(url.read()), Json.headers(Map.of()), body);
    }

    private static URI uri(String text) throws IOException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            // Its text repeats the address, which is a secret.
            throw new IOException("its address is not a URL");
        }
    }

    private static String sign(Alert alert) {
        if (!alert.open()) {
            return ":white_check_mark:";
        }
        return alert.severity() == Severity.CRITICAL ? ":rotating_light:" : ":warning:";
    }

    private static void section(JsonGenerator json, String text) {
        json.writeStartObject();
        json.writeStringProperty("type", "section");
        json.writeObjectPropertyStart("text");
        json.writeStringProperty("type", "mrkdwn");
        json.writeStringProperty("text", Json.cut(text, LONGEST_SECTION));
        json.writeEndObject();
        json.writeEndObject();
    }

    /** Three characters mean something there; a holder's path has one of them. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public Optional<String> objection(Answer answer) {
        String text = answer.text();
        boolean other =
                !text.isEmpty() && !text.equalsIgnoreCase("ok") && !answer.json().isContainer();
        return answer.failure().or(() -> other ? Optional.of(answer.shown()) : Optional.empty());
    }
}
