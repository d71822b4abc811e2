package dev.tidemark.bench;

import io.airlift.compress.v3.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Sends what a fleet of Node.js services would have Prometheus send, to a monitor that runs: four
 * signals of each process every 15 seconds, spread evenly, or as fast as the monitor takes them.
 *
 * <p>Arguments: the monitor's address, processes (20000), seconds (120), {@code fast} for no
 * pauses. Every hundredth process leaks. Fast, each round is 15 seconds later than the one before,
 * and all of them lie in the past.
 */
public final class RemoteWriteLoad {
    private static final List<String> METRICS =
            List.of(
                    "process_resident_memory_bytes",
                    "nodejs_heap_size_used_bytes",
                    "nodejs_heap_size_total_bytes",
                    "nodejs_external_memory_bytes");
    private static final int PER_REQUEST = 500;
    private static final long INTERVAL_MILLIS = 15_000;
    private static final int SERVICES = 200;
    private static final int NO_CONTENT = 204;

    private final HttpClient client = HttpClient.newHttpClient();
    private final SnappyCompressor snappy = SnappyCompressor.create();
    private final Random random = new Random(7);
    private final URI monitor;
    private final int processes;
    private long sent;
    private long refused;

    private RemoteWriteLoad(URI monitor, int processes) {
        this.monitor = monitor;
        this.processes = processes;
    }

    /** Sends, and prints how much that was. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI monitor = URI.create(arguments[0]).resolve("/api/v1/write");
        int processes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
        boolean fast = arguments.length > 3 && arguments[3].equals("fast");
        RemoteWriteLoad load = new RemoteWriteLoad(monitor, processes);
        long start = System.nanoTime();
        load.run(start, seconds, fast);
        double took = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%d samples in %.1f s: %.0f a second; %d requests not taken%n",
                load.sent,
                took,
                load.sent / took,
                load.refused);
    }

    private void run(long start, int seconds, boolean fast)
            throws IOException, InterruptedException {
        int requests = (processes + PER_REQUEST - 1) / PER_REQUEST;
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        long pause = fast ? 0 : TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS) / requests;
        long began = System.currentTimeMillis() - (fast ? TimeUnit.DAYS.toMillis(2) : 0);
        for (int number = 0; System.nanoTime() < end; number++) {
            int round = number / requests;
            send(number % requests, round, began + round * INTERVAL_MILLIS);
            long ahead = start + (number + 1) * pause - System.nanoTime();
            if (ahead > 0) {
                TimeUnit.NANOSECONDS.sleep(ahead);
            }
        }
    }

    private void send(int part, int round, long millis) throws IOException, InterruptedException {
        int first = part * PER_REQUEST;
        int last = Math.min(processes, first + PER_REQUEST);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        for (int process = first; process < last; process++) {
            double leaked = process % 100 == 0 ? round * 2e5 : 0;
            double heap = 60e6 + random.nextInt(30_000_000) + leaked;
            double[] values = {heap + 50e6, heap, 100e6 + leaked, 5e6};
            for (int i = 0; i < values.length; i++) {
                field(request, 1, series(METRICS.get(i), process, values[i], millis));
            }
        }
        HttpRequest post =
                HttpRequest.newBuilder(monitor)
                        .header("Content-Encoding", "snappy")
                        .header("Content-Type", "application/x-protobuf")
                        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(packed(request.toByteArray())))
                        .build();
        if (client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode() == NO_CONTENT) {
            sent += (long) (last - first) * METRICS.size();
        } else {
            refused++;
        }
    }

    private byte[] packed(byte[] plain) {
        byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
        int size = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, size);
    }

    /** A TimeSeries of Prometheus' prompb with one sample. */
    private static byte[] series(String metric, int process, double value, long millis) {
        ByteArrayOutputStream series = new ByteArrayOutputStream();
        field(series, 1, label("__name__", metric));
        field(
                series,
                1,
                label("instance", "10.0." + process / 250 + "." + process % 250 + ":9100"));
        field(series, 1, label("job", "service-" + process % SERVICES));
        field(series, 1, label("version", "1." + process % 3));
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        sample.write((1 << 3) | 1);
        sample.writeBytes(
                ByteBuffer.allocate(Double.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(value)
                        .array());
        sample.write(2 << 3);
        varint(sample, millis);
        field(series, 2, sample.toByteArray());
        return series.toByteArray();
    }

    private static byte[] label(String name, String value) {
        ByteArrayOutputStream label = new ByteArrayOutputStream();
        field(label, 1, name.getBytes(StandardCharsets.UTF_8));
        field(label, 2, value.getBytes(StandardCharsets.UTF_8));
        return label.toByteArray();
    }

    private static void field(ByteArrayOutputStream to, int number, byte[] bytes) {
        to.write((number << 3) | 2);
        varint(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            to.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        to.write((int) left);
    }
}
