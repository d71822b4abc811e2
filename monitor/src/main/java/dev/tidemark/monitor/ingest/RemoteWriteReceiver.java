package dev.tidemark.monitor.ingest;

import io.airlift.compress.v3.MalformedInputException;
import io.airlift.compress.v3.snappy.SnappyDecompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Receives Prometheus' remote write, 1.0 and 2.0. What cannot be taken now is answered 503, which
 * senders try again; what is broken 400 or 413 or 415, which they do not.
 *
 * <p>Cost: 300 to 700 ns a sample of a known series.
 */
public final class RemoteWriteReceiver implements Receiver {
    private static final String VERSION_2 = "io.prometheus.write.v2.request";
    private static final int UNSUPPORTED = 415;
    private static final int TOO_LARGE = 413;
    private static final int UNAVAILABLE = 503;
    private static final long PATIENCE_SECONDS = 5;

    /** Buffers that grew beyond that for one large request are not kept. */
    private static final int KEPT_BYTES = 4 << 20;

    private static final int BODIES_AT_ONCE = 8;

    private final Catalog catalog;
    private final SeriesIndex index;
    private final Bodies bodies;
    private final BlockingQueue<Desk> desks;

    public RemoteWriteReceiver(Catalog catalog) {
        this.catalog = catalog;
        this.index = new SeriesIndex(catalog, MetricNames.standard());
        int packed = catalog.limits().packedBytes();
        this.bodies = new Bodies(packed, (long) BODIES_AT_ONCE * packed);
        int workers = Runtime.getRuntime().availableProcessors();
        this.desks = new ArrayBlockingQueue<>(workers);
        for (int i = 0; i < workers; i++) {
            desks.add(new Desk());
        }
    }

    @Override
    public Reply take(InputStream body, Function<String, Optional<String>> header)
            throws IOException {
        catalog.request();
        try {
            boolean second = isSecond(header);
            return bodies.with(body, packed -> atDesk(packed, second));
        } catch (RefusedException e) {
            catalog.rejected();
            return e.status() == UNAVAILABLE
                    ? Reply.busy(e.line())
                    : Reply.refusal(e.status(), e.line());
        }
    }

    /** Whether it is version 2.0. */
    private static boolean isSecond(Function<String, Optional<String>> header)
            throws RefusedException {
        String encoding = header.apply("Content-Encoding").orElse("snappy");
        if (!encoding.equalsIgnoreCase("snappy")) {
            throw new RefusedException(
                    UNSUPPORTED,
                    "Content-Encoding: expected snappy, found " + Reply.brief(encoding));
        }
        String type =
                header.apply("Content-Type")
                        .orElse("application/x-protobuf")
                        .toLowerCase(Locale.ROOT)
                        .replace(" ", "");
        if (!type.startsWith("application/x-protobuf")) {
            throw new RefusedException(
                    UNSUPPORTED,
                    "Content-Type: expected application/x-protobuf, found " + Reply.brief(type));
        }
        int proto = type.indexOf(";proto=");
        String message = proto < 0 ? "" : type.substring(proto + ";proto=".length());
        if (!message.isEmpty()
                && !message.equals(VERSION_2)
                && !message.equals("prometheus.writerequest")) {
            throw new RefusedException(
                    UNSUPPORTED,
                    "Content-Type: expected prometheus.WriteRequest or"
                            + " io.prometheus.write.v2.Request, found "
                            + Reply.brief(message));
        }
        return message.equals(VERSION_2);
    }

    private Reply atDesk(byte[] packed, boolean second) throws RefusedException {
        Desk desk = desk();
        if (desk == null) {
            throw new RefusedException(UNAVAILABLE, "too many requests are being read");
        }
        try {
            return desk.read(packed, second);
        } finally {
            desk.tidy();
            desks.add(desk);
        }
    }

    private @Nullable Desk desk() {
        try {
            return desks.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** What one request is read with, used again by the next. */
    private final class Desk {
        private final SnappyDecompressor snappy = SnappyDecompressor.create();
        private byte[] message = new byte[0];
        private Readings readings = new Readings();

        Reply read(byte[] packed, boolean second) throws RefusedException {
            int length = unpack(packed);
            if (second) {
                WriteRequest2.read(message, length, index, readings);
            } else {
                WriteRequest.read(message, length, index, readings);
            }
            long count = readings.count();
            readings.handIn(catalog);
            return Reply.done(
                    second
                            ? Map.of(
                                    "X-Prometheus-Remote-Write-Samples-Written",
                                    Long.toString(count),
                                    "X-Prometheus-Remote-Write-Histograms-Written",
                                    "0",
                                    "X-Prometheus-Remote-Write-Exemplars-Written",
                                    "0")
                            : Map.of());
        }

        private int unpack(byte[] packed) throws RefusedException {
            try {
                int length = snappy.getUncompressedLength(packed, 0);
                if (length > catalog.limits().bytes()) {
                    throw new RefusedException(
                            TOO_LARGE,
                            "body: expected at most %d bytes unpacked, found %d"
                                    .formatted(catalog.limits().bytes(), length));
                }
                if (length < 0) {
                    throw RefusedException.broken("body: expected a length, found " + length);
                }
                if (message.length < length) {
                    message = new byte[Math.max(length, 2 * message.length)];
                }
                return snappy.decompress(packed, 0, packed.length, message, 0, length);
            } catch (MalformedInputException
                    | IllegalArgumentException
                    | IndexOutOfBoundsException e) {
                throw RefusedException.broken(
                        "body: expected a block packed by snappy, found " + e.getMessage());
            }
        }

        void tidy() {
            if (message.length > KEPT_BYTES) {
                message = new byte[0];
                readings = new Readings();
            } else {
                readings.clear();
            }
        }
    }
}
