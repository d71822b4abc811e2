package dev.tidemark.monitor.alert.deliver;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back.
 *
 * @param type its media type in lower case; empty when it was not said
 * @param retryAfter the header of that name; null when there was none
 */
record Answer(int status, String type, @Nullable String retryAfter, String body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 120;

    boolean success() {
        return status / 100 == 2;
    }

    String text() {
        return body.strip();
    }

    /** The beginning of the body in one line, for errors. */
    String shown() {
        String line = text().replaceAll("\\s+", " ");
        return line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
    }

    /** The body as JSON; a missing node when it is none. */
    JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** Whether a page for people came back, as proxies and log-in forms send it. */
    boolean isPage() {
        return type.startsWith("text/html") || text().toLowerCase(Locale.ROOT).startsWith("<!doc");
    }

    /** What a body of any kind says about a failure; empty when it says nothing of one. */
    Optional<String> failure() {
        if (isPage()) {
            return Optional.of("a web page");
        }
        JsonNode json = json();
        boolean failed =
                isFalse(json.path("ok"))
                        || isFalse(json.path("success"))
                        || json.path("status").asString("").startsWith("err")
                        || json.path("status").asString("").startsWith("invalid")
                        || says(json.path("error"))
                        || says(json.path("errors"));
        return failed ? Optional.of(shown()) : Optional.empty();
    }

    private static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.asBoolean();
    }

    private static boolean says(JsonNode node) {
        return !node.isMissingNode()
                && !node.isNull()
                && !isFalse(node)
                && !(node.isContainer() && node.isEmpty())
                && !(node.isString() && node.asString().isEmpty());
    }
}
