package dev.tidemark.monitor.api;

import dev.tidemark.monitor.http.Call;
import dev.tidemark.monitor.http.HttpFailure;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a request asks to be done, checked: an object of JSON. */
record Body(JsonNode fields) {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_CHARACTERS = 1000;

    static Body of(Call call) throws IOException {
        byte[] bytes = call.body(MOST_BYTES);
        try {
            JsonNode fields = MAPPER.readTree(bytes);
            if (fields.isObject()) {
                return new Body(fields);
            }
        } catch (JacksonException e) {
            // Told below.
        }
        throw new HttpFailure(400, "expected an object of JSON");
    }

    /** A text; null when it is missing or empty. */
    @Nullable String text(String name) {
        JsonNode field = fields.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return null;
        }
        if (!field.isString() || field.asString().length() > MOST_CHARACTERS) {
            throw new HttpFailure(
                    400,
                    "%s: expected a text of at most %d characters"
                            .formatted(name, MOST_CHARACTERS));
        }
        return field.asString().isBlank() ? null : field.asString().strip();
    }

    String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    /** An instant; null when it is missing. */
    @Nullable Instant instant(String name) {
        String text = text(name);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new HttpFailure(400, name + ": expected an instant such as 2026-11-22T23:45:10Z");
        }
    }

    /** A number; NaN when it is missing. */
    double number(String name) {
        JsonNode field = fields.path(name);
        if (field.isMissingNode() || field.isNull()) {
            return Double.NaN;
        }
        if (!field.isNumber()) {
            throw new HttpFailure(400, name + ": expected a number");
        }
        return field.asDouble();
    }
}
