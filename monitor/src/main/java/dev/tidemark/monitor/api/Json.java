package dev.tidemark.monitor.api;

import dev.tidemark.model.TrendVerdict;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** How values are written: what is not known is null, instants are ISO 8601 in UTC. */
final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    static byte[] object(Consumer<JsonGenerator> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** A number without a needless fraction; null where it is not a finite number. */
    static void number(JsonGenerator json, String name, double value) {
        json.writeName(name);
        number(json, value);
    }

    static void number(JsonGenerator json, double value) {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    static void numbers(JsonGenerator json, String name, double[] values) {
        json.writeArrayPropertyStart(name);
        for (double value : values) {
            number(json, value);
        }
        json.writeEndArray();
    }

    static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    static void instant(JsonGenerator json, String name, @Nullable Instant value) {
        text(json, name, value == null ? null : value.toString());
    }

    /** When something was seen; null for what was not seen yet. */
    static void seen(JsonGenerator json, String name, Instant value) {
        instant(json, name, value.isAfter(Instant.EPOCH) ? value : null);
    }

    /** Seconds since 1970 as an instant; null for what is no time. */
    static void at(JsonGenerator json, String name, double seconds) {
        boolean known = Double.isFinite(seconds) && Math.abs(seconds) < 1e11;
        instant(json, name, known ? Instant.ofEpochMilli(Math.round(seconds * 1e3)) : null);
    }

    static void rate(JsonGenerator json, String name, TrendVerdict.Rate rate) {
        json.writeObjectPropertyStart(name);
        number(json, "estimate", rate.estimate());
        number(json, "low", rate.low());
        number(json, "high", rate.high());
        json.writeEndObject();
    }
}
