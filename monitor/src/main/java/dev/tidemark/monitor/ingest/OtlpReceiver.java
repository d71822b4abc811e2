package dev.tidemark.monitor.ingest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;

/**
 * Receives metrics as OpenTelemetry exports them over HTTP, in protobuf and in JSON, packed by gzip
 * or not.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#otlphttp">the protocol</a>
 */
public final class OtlpReceiver implements Receiver {
    private static final int OK = 200;
    private static final int UNSUPPORTED = 415;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final int BODIES_AT_ONCE = 8;
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    private final Catalog catalog;
    private final OtlpSeries series;
    private final Bodies bodies;

    public OtlpReceiver(Catalog catalog) {
        this.catalog = catalog;
        this.series = new OtlpSeries(catalog);
        int packed = catalog.limits().packedBytes();
        this.bodies = new Bodies(packed, (long) BODIES_AT_ONCE * packed);
    }

    @Override
    public Reply take(InputStream body, Function<String, Optional<String>> header)
            throws IOException {
        catalog.request();
        try {
            String type = type(header);
            boolean gzip = isGzip(header);
            return bodies.with(body, packed -> read(gzip ? unpacked(packed) : packed, type));
        } catch (RefusedException e) {
            catalog.rejected();
            return e.status() == UNAVAILABLE
                    ? Reply.busy(e.line())
                    : Reply.refusal(e.status(), e.line());
        }
    }

    private static String type(Function<String, Optional<String>> header) throws RefusedException {
        String type = header.apply("Content-Type").orElse(PROTOBUF).toLowerCase(Locale.ROOT);
        String plain = type.split(";", 2)[0].strip();
        if (!plain.equals(PROTOBUF) && !plain.equals(JSON)) {
            throw new RefusedException(
                    UNSUPPORTED,
                    "Content-Type: expected application/x-protobuf or application/json, found "
                            + Reply.brief(plain));
        }
        return plain;
    }

    private static boolean isGzip(Function<String, Optional<String>> header)
            throws RefusedException {
        String encoding = header.apply("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("identity")) {
            throw new RefusedException(
                    UNSUPPORTED, "Content-Encoding: expected gzip, found " + Reply.brief(encoding));
        }
        return encoding.equalsIgnoreCase("gzip");
    }

    private byte[] unpacked(byte[] packed) throws RefusedException {
        int most = catalog.limits().bytes();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new RefusedException(
                        TOO_LARGE,
                        "body: expected at most %d bytes unpacked, found more".formatted(most));
            }
            return bytes;
        } catch (IOException e) {
            throw RefusedException.broken(
                    "body: expected what gzip has packed, found " + e.getMessage());
        }
    }

    private Reply read(byte[] message, String type) throws RefusedException {
        Readings readings = new Readings();
        OtlpSink sink = new OtlpSink(series, readings);
        if (type.equals(JSON)) {
            try {
                OtlpJson.read(message, sink);
            } catch (JacksonException e) {
                throw RefusedException.broken(
                        "body: expected JSON, found " + Reply.brief(e.getOriginalMessage()));
            }
        } else {
            OtlpMessage.read(message, sink);
        }
        readings.handIn(catalog);
        return done(readings.refused(), type.equals(JSON));
    }

    /**
     * What is left out for lack of room is told; what we do not understand is none of our business.
     */
    private static Reply done(long refused, boolean json) {
        String why = "there are as many series as are allowed";
        byte[] body;
        if (json) {
            String text =
                    refused == 0
                            ? "{}"
                            : ("{\"partialSuccess\":{\"rejectedDataPoints\":\"%d\","
                                            + "\"errorMessage\":\"%s\"}}")
                                    .formatted(refused, why);
            body = text.getBytes(StandardCharsets.UTF_8);
        } else {
            body = refused == 0 ? new byte[0] : partialSuccess(refused, why);
        }
        return new Reply(OK, Map.of("Content-Type", json ? JSON : PROTOBUF), body);
    }

    private static byte[] partialSuccess(long refused, String why) {
        ByteArrayOutputStream partial = new ByteArrayOutputStream();
        partial.write(1 << 3);
        LabelBytes.varint(partial, refused);
        LabelBytes.block(partial, 2 << 3 | 2, why.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream response = new ByteArrayOutputStream();
        LabelBytes.block(response, 1 << 3 | 2, partial.toByteArray());
        return response.toByteArray();
    }
}
