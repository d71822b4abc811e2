package dev.tidemark.monitor.detect;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a fleet costs without its history: {@code MeasureFleet PROCESSES HOURS}. Four signals each,
 * every 15 seconds; one process in a hundred leaks; all are judged every three minutes.
 */
final class MeasureFleet {
    private static final long START = 1_700_000_000_000L;
    private static final long SCRAPE_MILLIS = 15_000;
    private static final List<Signal> SIGNALS =
            List.of(Signal.RSS, Signal.HEAP_USED, Signal.HEAP_TOTAL, Signal.EXTERNAL);

    private MeasureFleet() {}

    public static void main(String[] args) {
        int processes = Integer.parseInt(args[0]);
        int scrapes = (int) (Double.parseDouble(args[1]) * 3_600_000 / SCRAPE_MILLIS);
        AtomicLong nanos = new AtomicLong();
        FleetWatch fleet = new FleetWatch(new NoHistory(), FleetWatch.Limits.USUAL, nanos::get);
        List<int[]> series = admit(fleet, processes);
        double start = cpuSeconds();
        double judged = 0;
        Random random = new Random(7);
        for (int scrape = 0; scrape < scrapes; scrape++) {
            long millis = START + scrape * SCRAPE_MILLIS;
            for (int process = 0; process < processes; process++) {
                double heap =
                        60e6 + random.nextInt(30_000_000) + (process % 100 == 0 ? scrape * 2e5 : 0);
                int[] numbers = series.get(process);
                fleet.add(numbers[0], millis, heap + 50e6);
                fleet.add(numbers[1], millis, heap);
                fleet.add(numbers[2], millis, 100e6);
                fleet.add(numbers[3], millis, 5e6);
            }
            nanos.addAndGet(SCRAPE_MILLIS * 1_000_000);
            fleet.tick();
            double before = cpuSeconds();
            if (scrape % 12 == 11) {
                fleet.judge(Duration.ofHours(1));
            }
            judged += cpuSeconds() - before;
        }
        double all = cpuSeconds() - start;
        double readings = 4.0 * processes * scrapes;
        double listing = cpuSeconds();
        fleet.processes();
        listing = cpuSeconds() - listing;
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                "%d processes, %d scrapes: %.1f CPU s (%.1f of it judging), %.0f k readings a CPU s"
                        + " without judging, %.0f MB live, listing %.0f ms%n",
                processes,
                scrapes,
                all,
                judged,
                readings / (all - judged) / 1e3,
                (runtime.totalMemory() - runtime.freeMemory()) / 1e6,
                listing * 1e3);
    }

    private static List<int[]> admit(FleetWatch fleet, int processes) {
        List<int[]> series = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            Watched process =
                    new Watched(
                            new ProcessKey("service-" + i % 200, "1.0", "10.0.0." + i),
                            RuntimeKind.NODE,
                            null);
            series.add(
                    SIGNALS.stream()
                            .mapToInt(signal -> fleet.series(process, signal, ""))
                            .toArray());
        }
        return series;
    }

    private static double cpuSeconds() {
        var system =
                ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1e9;
    }
}
