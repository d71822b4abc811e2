package dev.tidemark.bench;

import java.io.IOException;
import java.net.URI;
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

    private final RemoteWriteRequest request = new RemoteWriteRequest();
    private final Random random = new Random(7);
    private final MonitorClient client;
    private final byte[][][] labels;
    private long sent;
    private long refused;

    RemoteWriteLoad(MonitorClient client, int processes) {
        this.client = client;
        this.labels = new byte[processes][METRICS.size()][];
        for (int process = 0; process < processes; process++) {
            for (int i = 0; i < METRICS.size(); i++) {
                labels[process][i] =
                        RemoteWriteRequest.labels(
                                "__name__",
                                METRICS.get(i),
                                "instance",
                                "10.0." + process / 250 + "." + process % 250 + ":9100",
                                "job",
                                "service-" + process % SERVICES,
                                "version",
                                "1." + process % 3);
            }
        }
    }

    /** Sends, and prints how much that was. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int processes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
        boolean fast = arguments.length > 3 && arguments[3].equals("fast");
        RemoteWriteLoad load =
                new RemoteWriteLoad(new MonitorClient(URI.create(arguments[0])), processes);
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

    /**
     * Sends until the time is up.
     *
     * @param start by {@link System#nanoTime}
     */
    void run(long start, int seconds, boolean fast) throws IOException, InterruptedException {
        int requests = (labels.length + PER_REQUEST - 1) / PER_REQUEST;
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
        int last = Math.min(labels.length, first + PER_REQUEST);
        for (int process = first; process < last; process++) {
            double leaked = process % 100 == 0 ? round * 2e5 : 0;
            double heap = 60e6 + random.nextInt(30_000_000) + leaked;
            double[] values = {heap + 50e6, heap, 100e6 + leaked, 5e6};
            for (int i = 0; i < values.length; i++) {
                request.add(labels[process][i], millis, values[i]);
            }
        }
        int samples = request.samples();
        if (client.write(request.packed()) == NO_CONTENT) {
            sent += samples;
        } else {
            refused++;
        }
    }

    /** Samples that were taken so far. */
    long sent() {
        return sent;
    }

    /** Requests that were not taken so far. */
    long refused() {
        return refused;
    }
}
