package dev.tidemark.monitor.snapshot;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a question is answered with.
 *
 * @param status as in HTTP
 * @param json UTF-8
 */
public record Answer(int status, String json) {
    private static final JsonFactory JSON = new JsonFactory();

    /** Found; an object with what the content writes. */
    static Answer of(Consumer<JsonGenerator> content) {
        return of(200, content);
    }

    static Answer of(int status, Consumer<JsonGenerator> content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return new Answer(status, text.toString());
    }

    /** Not there yet: to be asked again. */
    static Answer working() {
        return of(202, json -> json.writeStringProperty("state", "working"));
    }

    static Answer failure(int status, String message) {
        return of(status, json -> json.writeStringProperty("error", message));
    }

    public byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
