package dev.tidemark.monitor.alert.deliver;

import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Bodies of messages. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    static String text(Consumer<JsonGenerator> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            fields.accept(json);
        }
        return text.toString();
    }

    static String object(Consumer<JsonGenerator> fields) {
        return text(json -> {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        });
    }

    /** The headers of a message with a JSON body, and others. */
    static Map<String, String> headers(Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "Tidemark");
        return headers;
    }

    /** No longer than a receiver takes. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }
}
