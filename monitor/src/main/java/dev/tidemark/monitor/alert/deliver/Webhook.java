package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.settings.Hidden;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Any receiver of {@code alert/1}. What is sent is signed, and says by an id when it is sent again.
 *
 * @param secret for the signature; null for none
 */
record Webhook(String name, URI url, Login login, @Nullable Hidden secret, Links links)
        implements Channel {
    @Override
    public String kind() {
        return "webhook";
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
        String body =
                Json.object(json ->
                        WebhookJson.write(json, notice, links.of(notice.alert()).orElse(null)));
        Map<String, String> headers = new HashMap<>(Json.headers(login.headers()));
        headers.put("Idempotency-Key", notice.id());
        if (secret != null) {
            String timestamp = Long.toString(notice.now().getEpochSecond());
            headers.put("Tidemark-Timestamp", timestamp);
            // With the time, so that an old message cannot be played again as a new one.
            headers.put("Tidemark-Signature", "v1=" + secret.sign(timestamp + "." + body));
        }
        return new Message(url, headers, body);
    }

    @Override
    public Optional<String> objection(Answer answer) {
        return answer.failure();
    }
}
