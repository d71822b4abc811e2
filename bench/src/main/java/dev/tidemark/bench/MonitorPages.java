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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * How long the page waits for its answers while a fleet reports: p50, p99 and the longest of each
 * kind of request, in milliseconds, and the processor time of all.
 *
 * <p>Arguments: processes (20000), seconds of requests (60); or the address of a monitor that runs,
 * and seconds.
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
        if (arguments.length > 0 && arguments[0].startsWith("http")) {
            URI api = URI.create(arguments[0]).resolve("/api/v1");
            print(PageTimes.of(api, Integer.parseInt(arguments[1])));
            return;
        }
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
            URI address = URI.create("http://localhost:" + server.address().getPort());
            print(PageTimes.of(address.resolve("/api/v1"), seconds));
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

    // The table is what it is for.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(line.stripTrailing());
    }
}
