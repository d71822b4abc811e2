package dev.tidemark.monitor.api;

import dev.tidemark.monitor.http.Call;
import java.io.IOException;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Answers as documents that start with their schema.
 *
 * @param version of Tidemark
 */
record Answers(String version) {
    void send(Call call, String schema, Consumer<JsonGenerator> fields) throws IOException {
        send(call, 200, schema, fields);
    }

    void send(Call call, int status, String schema, Consumer<JsonGenerator> fields)
            throws IOException {
        byte[] body =
                Json.object(json -> {
                    json.writeStringProperty("schema", schema + "/1");
                    json.writeStringProperty("tidemark", version);
                    fields.accept(json);
                });
        call.answer(status, "application/json", body);
    }
}
