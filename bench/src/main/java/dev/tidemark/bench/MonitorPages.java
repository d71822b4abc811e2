package dev.tidemark.bench;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.api.MonitorApi;
import dev.tidemark.monitor.detect.FleetPulse;
import dev.tidemark.monitor.detect.FleetWatch;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import dev.tidemark.monitor.http.PageFiles;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.http.SafeServer;
import dev.tidemark.monitor.http.ServerSettings;
import dev.tidemark.monitor.store.Retention;
import dev.tidemark.monitor.store.Store;
import dev.tidemark.monitor.store.StoreException;
import dev.tidemark.monitor.store.StoreLocation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long the page waits for its answers while a fleet reports: p50, p99 and the longest of each
 * kind of request, in milliseconds, and the processor time of all.
 *
 * <p>Arguments: processes (20000), seconds of requests (60).
 */
public final class MonitorPages {
    private static final List<Signal> SIGNALS =
            List.of(Signal.RSS, Signal.HEAP_USED, Signal.POST_GC_USED, Signal.EXTERNAL);
    private static final int INTERVAL_SECONDS = 15;
    private static final int SERVICES = 200;

    private final Intake intake;
    private final int[][] series;

    private MonitorPages(Intake intake, int processes) {
        this.intake = intake;
        this.series = new int[processes][SIGNALS.size()];
        for (int i = 0; i < processes; i++) {
            ProcessKey key =
                    new ProcessKey(
                            "service-" + i % SERVICES, "1." + i % 3, "10.0.0." + i + ":9464");
            Watched watched = new Watched(key, RuntimeKind.NODE, null);
            for (int s = 0; s < SIGNALS.size(); s++) {
                series[i][s] = intake.series(watched, SIGNALS.get(s), "");
            }
        }
    }

    /** Runs the measurement and prints one line for each kind of request. */
    public static void main(String[] arguments)
            throws IOException, InterruptedException, StoreException {
        int processes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        Path folder = Files.createTempDirectory("tidemark-bench");
        try (Store store = Store.open(new StoreLocation.Embedded(folder), Retention.standard())) {
            FleetWatch fleet =
                    new FleetWatch(store.history(), FleetWatch.Limits.USUAL, System::nanoTime);
            MonitorPages load = new MonitorPages(fleet, processes);
            try (FleetPulse _ = new FleetPulse(fleet, MonitorPages::fail);
                    MonitorApi api =
                            new MonitorApi(
                                    new MonitorApi.Parts(
                                            "bench",
                                            fleet,
                                            store.history(),
                                            List::of,
                                            InstantSource.system(),
                                            MonitorPages::fail))) {
                load.report(fleet, api, seconds);
            }
        }
    }

    private static void fail(RuntimeException e) {
        throw e;
    }

    private void report(FleetWatch fleet, MonitorApi api, int seconds)
            throws IOException, InterruptedException {
        Routes routes = new Routes();
        api.addTo(routes);
        PageFiles page = new PageFiles(MonitorPages.class, "none/");
        try (SafeServer server =
                SafeServer.start(ServerSettings.onLoopback(0), routes, page, MonitorPages::fail)) {
            past(fleet);
            Thread.ofPlatform().daemon().start(this::load);
            URI base = URI.create("http://localhost:" + server.address().getPort() + "/api/v1");
            for (String path :
                    List.of(
                            "/fleet",
                            "/processes?limit=500",
                            "/processes?q=service-17+1.2&sort=memory",
                            "/processes/4711",
                            "/processes/4711/series",
                            "/status")) {
                measure(URI.create(base + path), path, seconds / 6.0);
            }
        }
        ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .ifPresent(cpu -> print("%.1f CPU s in all".formatted(cpu.toMillis() / 1e3)));
    }

    /** An hour of readings a minute apart, so that there is something to show. */
    private void past(FleetWatch fleet) throws InterruptedException {
        long now = System.currentTimeMillis();
        for (long millis = now - 3_600_000; millis < now - 60_000; millis += 60_000) {
            for (int process = 0; process < series.length; process++) {
                add(process, millis);
            }
        }
        while (fleet.processes().stream().anyMatch(one -> one.judgedAt().toEpochMilli() == 0)) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void add(int process, long millis) {
        double leak = process % 100 == 0 ? millis % 86_400_000 : 0;
        double noise = new Random(process * 31L + millis).nextDouble() * 1e6;
        for (int s = 0; s < SIGNALS.size(); s++) {
            intake.add(series[process][s], millis, 100e6 + leak + noise);
        }
    }

    /** Every process reports once in an interval, evenly spread over it. */
    private void load() {
        try {
            for (int second = 0; true; second = (second + 1) % INTERVAL_SECONDS) {
                long now = System.currentTimeMillis();
                for (int i = second; i < series.length; i += INTERVAL_SECONDS) {
                    add(i, now);
                }
                TimeUnit.MILLISECONDS.sleep(Math.max(1, now + 1000 - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void measure(URI uri, String name, double seconds)
            throws IOException, InterruptedException {
        long[] nanos = new long[100_000];
        int count = 0;
        long bytes = 0;
        long begin = System.nanoTime();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
            while (count < nanos.length && System.nanoTime() - begin < seconds * 1e9) {
                long sent = System.nanoTime();
                HttpResponse<byte[]> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                nanos[count++] = System.nanoTime() - sent;
                bytes = answer.statusCode() == 200 ? answer.body().length : -answer.statusCode();
                // As a person's page asks, not as fast as it can.
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        print(
                String.format(
                        Locale.ROOT,
                        "%-42s %5d requests %8d B  p50 %6.1f  p99 %6.1f  most %6.1f ms",
                        name,
                        count,
                        bytes,
                        sorted[count / 2] / 1e6,
                        sorted[(int) (count * 0.99)] / 1e6,
                        sorted[count - 1] / 1e6));
    }

    // The table is what it is for.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line);
    }
}
