package dev.tidemark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Sends what a fleet of Node.js services would have Prometheus send, to a monitor that runs: four
 * signals of each process every 15 seconds, spread evenly, or as fast as the monitor takes them.
 *
 * <p>Arguments: the monitor's address, processes (20000), seconds (120), and how many senders are
 * to send without pauses, each its share of the processes, as Prometheus' shards do (0: one, with
 * pauses). Every hundredth process leaks. Without pauses each round is 15 seconds later than the
 * one before, and all of them lie in the past.
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
    private final int first;
    private long sent;
    private long refused;

    /** Sends of processes {@code first} to {@code end}, without the last. */
    RemoteWriteLoad(MonitorClient client, int first, int end) {
        this.client = client;
        this.first = first;
        this.labels = new byte[end - first][METRICS.size()][];
        for (int i = 0; i < labels.length; i++) {
            for (int metric = 0; metric < METRICS.size(); metric++) {
                labels[i][metric] = labels(first + i, METRICS.get(metric));
            }
        }
    }

    private static byte[] labels(int process, String metric) {
        return RemoteWriteRequest.labels(
                "__name__",
                metric,
                "instance",
                "10.0." + process / 250 + "." + process % 250 + ":9100",
                "job",
                "service-" + process % SERVICES,
                "version",
                "1." + process % 3);
    }

    /** Sends, and prints how much that was. */
    public static void main(String[] arguments) throws InterruptedException {
        int processes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
        int fast = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 0;
        int senders = Math.max(1, fast);
        MonitorClient client = new MonitorClient(URI.create(arguments[0]));
        List<RemoteWriteLoad> loads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            loads.add(
                    new RemoteWriteLoad(
                            client, i * processes / senders, (i + 1) * processes / senders));
        }
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (RemoteWriteLoad load : loads) {
            threads.add(Thread.ofPlatform().start(() -> load.runOrFail(start, seconds, fast > 0)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        report(loads, (System.nanoTime() - start) / 1e9);
    }

    // What it prints is what it is for.
    @SuppressWarnings("SystemOut")
    private static void report(List<RemoteWriteLoad> loads, double took) {
        long sent = loads.stream().mapToLong(RemoteWriteLoad::sent).sum();
        System.out.printf(
                Locale.ROOT,
                "%d samples in %.1f s: %.0f a second; %d requests not taken%n",
                sent,
                took,
                sent / took,
                loads.stream().mapToLong(RemoteWriteLoad::refused).sum());
    }

    private void runOrFail(long start, int seconds, boolean fast) {
        try {
            run(start, seconds, fast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
        int begin = part * PER_REQUEST;
        int end = Math.min(labels.length, begin + PER_REQUEST);
        for (int process = begin; process < end; process++) {
            double leaked = (first + process) % 100 == 0 ? round * 2e5 : 0;
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
