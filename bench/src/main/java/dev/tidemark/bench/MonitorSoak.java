package dev.tidemark.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPOutputStream;

/**
 * Does to a monitor that runs what it has to live with: a fleet that reports, bodies that are
 * garbage, floods of labels, and clients that are slow.
 *
 * <p>Arguments: the monitor's address, seconds (3600), processes of the fleet (1000). It prints
 * every five minutes what was answered how often. The monitor's own memory is for {@code tidemark
 * watch --record} to see.
 */
public final class MonitorSoak {
    private static final int INSTANCES_A_FLOOD = 100;
    private static final int SLOW_CLIENTS = 40;
    private static final int BOMB_BYTES = 31 << 20;
    private static final int KINDS = 9;
    private static final int ROUNDS_A_BOMB = 12;
    private static final int REPORT_SECONDS = 300;

    private final URI monitor;
    private final MonitorClient client;
    private final long end;
    private final Map<String, LongAdder> answers = new ConcurrentSkipListMap<>();

    private MonitorSoak(URI monitor, int seconds) {
        this.monitor = monitor;
        this.client = new MonitorClient(monitor);
        this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    }

    /** Runs until the time is up. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3600;
        int processes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1000;
        MonitorSoak soak = new MonitorSoak(URI.create(arguments[0]), seconds);
        Thread.ofVirtual().start(() -> soak.often("garbage", 250, new Garbage()));
        Thread.ofVirtual().start(() -> soak.often("flood", 1000, new Flood()));
        Thread.ofVirtual().start(() -> soak.often("page", 1000, new Reader()));
        for (int i = 0; i < SLOW_CLIENTS; i++) {
            int number = i;
            Thread.ofVirtual().start(() -> soak.often("slow", 1000, new Slow(number)));
        }
        Thread.ofPlatform().daemon().start(soak::reportNowAndThen);
        RemoteWriteLoad load = new RemoteWriteLoad(soak.client, 0, processes);
        load.run(System.nanoTime(), seconds, false);
        soak.report();
        print("fleet: %d samples taken, %d requests not".formatted(load.sent(), load.refused()));
    }

    /** Something that is done again and again. */
    private interface Act {
        /** Does it, and says how that ended. */
        String on(MonitorSoak soak) throws IOException, InterruptedException;
    }

    private void often(String name, long everyMillis, Act act) {
        try {
            while (System.nanoTime() < end) {
                count(name + " " + result(act));
                TimeUnit.MILLISECONDS.sleep(everyMillis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String result(Act act) throws InterruptedException {
        try {
            return act.on(this);
        } catch (IOException e) {
            return "cut off";
        }
    }

    private void count(String what) {
        answers.computeIfAbsent(what, any -> new LongAdder()).increment();
    }

    private void reportNowAndThen() {
        try {
            while (true) {
                TimeUnit.SECONDS.sleep(REPORT_SECONDS);
                report();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        print(LocalTime.now(ZoneId.systemDefault()).withNano(0) + " " + new TreeMap<>(answers));
    }

    // What it prints is what it is for.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }

    /** Bodies that are not what their headers say. */
    private static final class Garbage implements Act {
        private final Random random = new Random(1);
        private final RemoteWriteRequest request = new RemoteWriteRequest();
        private int turn;

        @Override
        public String on(MonitorSoak soak) throws IOException, InterruptedException {
            String otlp = "/v1/metrics";
            String proto = "application/x-protobuf";
            MonitorClient to = soak.client;
            int status =
                    switch (turn++ % KINDS) {
                        case 0 -> to.write(noise(1 + random.nextInt(20_000)));
                        case 1 -> to.write(flipped(valid()));
                        case 2 -> to.write(cut(valid()));
                        case 3 -> to.write(request.packed(flipped(noise(5_000))));
                        case 4 -> to.post(otlp, proto, "gzip", noise(3_000));
                        case 5 -> to.post(otlp, proto, "identity", noise(3_000));
                        case 6 -> to.post(otlp, "application/json", "identity", deep());
                        case 7 -> to.post(otlp, proto, "identity", flipped(valid()));
                        default ->
                                // A bomb costs the monitor tens of milliseconds.
                                turn % (KINDS * ROUNDS_A_BOMB) != 0
                                        ? to.write(new byte[0])
                                        : random.nextBoolean()
                                                ? to.write(request.packed(new byte[BOMB_BYTES]))
                                                : to.post(otlp, proto, "gzip", gzipped());
                    };
            return Integer.toString(status);
        }

        private static byte[] gzipped() throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(new byte[BOMB_BYTES]);
            }
            return packed.toByteArray();
        }

        private byte[] valid() {
            for (int i = 0; i < 50; i++) {
                byte[] labels =
                        RemoteWriteRequest.labels(
                                "__name__",
                                "process_resident_memory_bytes",
                                "job",
                                "mangled",
                                "instance",
                                "host-" + i);
                request.add(labels, System.currentTimeMillis(), 1e8);
            }
            return request.packed();
        }

        private byte[] noise(int size) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            return bytes;
        }

        private byte[] flipped(byte[] bytes) {
            for (int i = 0; i < 3; i++) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return bytes;
        }

        private byte[] cut(byte[] bytes) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }

        private static byte[] deep() {
            return "{\"resourceMetrics\":[".repeat(5_000).getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Labels that are never the same twice. */
    private static final class Flood implements Act {
        private final RemoteWriteRequest request = new RemoteWriteRequest();
        private long next;

        @Override
        public String on(MonitorSoak soak) throws IOException, InterruptedException {
            long now = System.currentTimeMillis();
            for (int i = 0; i < INSTANCES_A_FLOOD; i++) {
                add("process_resident_memory_bytes", "instance", "one-" + next, now);
                add("jvm_memory_used_bytes", "id", "pool-" + next, now);
                add("metric_" + next, "instance", "one", now);
                add("nodejs_heap_size_used_bytes", "user", "u" + next++, now);
            }
            return Integer.toString(soak.client.write(request.packed()));
        }

        private void add(String metric, String label, String value, long millis) {
            String instance = label.equals("instance") ? value : "one";
            request.add(
                    RemoteWriteRequest.labels(
                            "__name__",
                            metric,
                            "job",
                            "flooded",
                            "instance",
                            instance,
                            "area",
                            "heap",
                            label.equals("instance") ? "pod" : label,
                            value),
                    millis,
                    5e7);
        }
    }

    /** Somebody who looks at the page. */
    private static final class Reader implements Act {
        private int turn;

        @Override
        public String on(MonitorSoak soak) throws IOException, InterruptedException {
            String path =
                    switch (turn++ % 5) {
                        case 0 -> "/api/v1/fleet";
                        case 1 -> "/api/v1/processes?limit=100";
                        case 2 -> "/api/v1/status";
                        case 3 -> "/api/v1/processes/7/series";
                        default -> "/metrics";
                    };
            soak.client.text(path);
            return "200";
        }
    }

    /** Clients that begin and hardly go on: in the head, in the body, or reading the answer. */
    private record Slow(int number) implements Act {
        private static final int BYTES = 200;

        @Override
        public String on(MonitorSoak soak) throws IOException, InterruptedException {
            try (Socket socket = new Socket(soak.monitor.getHost(), soak.monitor.getPort())) {
                String host = "Host: 127.0.0.1:" + soak.monitor.getPort() + "\r\n";
                String text =
                        switch (number % 4) {
                            case 0 -> "GET /api/v1/status HTTP/1.1\r\n" + host + "X-A: ";
                            case 1 ->
                                    "POST /api/v1/write HTTP/1.1\r\n"
                                            + host
                                            + "Content-Length: 100000\r\n\r\n";
                            case 2 ->
                                    "GET /api/v1/processes?limit=500 HTTP/1.1\r\n" + host + "\r\n";
                            default -> "GET /api/v1/events HTTP/1.1\r\n" + host + "\r\n";
                        };
                socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                for (int i = 0; i < BYTES && System.nanoTime() < soak.end; i++) {
                    TimeUnit.SECONDS.sleep(1);
                    if (number % 4 < 2) {
                        socket.getOutputStream().write('a');
                    } else if (socket.getInputStream().read() < 0) {
                        return "closed";
                    }
                }
                return "gone on to the end";
            }
        }
    }
}
