package dev.tidemark.monitor.store;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History.Point;
import dev.tidemark.monitor.fleet.SampleBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What months of a fleet take on the disk and in memory, rolled up as time passes: {@code
 * MeasureStore PROCESSES DAYS [SECONDS [RAW_DAYS FINE_DAYS]]}, four signals each every 15 seconds
 * unless others are given. At the end each point of some processes is compared with what was
 * measured.
 */
final class MeasureStore {
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    private static final long STEP_MILLIS = 300_000;
    private static final int COMPARED = 20;
    private static final List<Signal> SIGNALS =
            List.of(Signal.RSS, Signal.HEAP_USED, Signal.HEAP_TOTAL, Signal.EXTERNAL);

    private final int processes;
    private final long intervalMillis;
    private final Retention retention;
    private final AtomicLong clock = new AtomicLong(START);
    private long longestStepMillis;

    private MeasureStore(int processes, long intervalMillis, Retention retention) {
        this.processes = processes;
        this.intervalMillis = intervalMillis;
        this.retention = retention;
    }

    public static void main(String[] args) throws IOException {
        long seconds = args.length > 2 ? Long.parseLong(args[2]) : 15;
        Retention usual = Retention.standard();
        Retention retention =
                args.length > 4
                        ? new Retention(
                                Duration.ofDays(Long.parseLong(args[3])),
                                Duration.ofDays(Long.parseLong(args[4])),
                                usual.coarse())
                        : usual;
        new MeasureStore(Integer.parseInt(args[0]), seconds * 1000, retention)
                .run(START + Duration.ofDays(1).toMillis() * Integer.parseInt(args[1]));
    }

    private void run(long end) throws IOException {
        Path folder = Files.createTempDirectory("tidemark-measure");
        StoreSettings settings = new StoreSettings(StoreLimits.standard(), retention);
        try (Store store =
                Store.open(
                        SqliteDatabase.in(folder),
                        settings,
                        () -> Instant.ofEpochMilli(clock.get()),
                        () -> (clock.get() - START) * 1_000_000)) {
            for (int i = 0; i < processes; i++) {
                store.history().register(StoreRig.watched("number " + i));
            }
            int day = 0;
            while (clock.get() < end) {
                fill(store);
                int today = (int) ((clock.get() - START) / Duration.ofDays(1).toMillis());
                if (today / 50 > day / 50 || clock.get() >= end) {
                    print("%d days: %d B on the disk".formatted(today, store.diskBytes()));
                }
                day = today;
            }
            print(
                    "%s; longest step %d ms; %s"
                            .formatted(store.counts(), longestStepMillis, peak()));
            print(compare(store, end));
        }
    }

    /** Five minutes of readings, and what a store does in that time. */
    private void fill(Store store) {
        long until = clock.get() + STEP_MILLIS;
        SampleBatch batch = new SampleBatch();
        for (long at = clock.get(); at < until; at += intervalMillis) {
            for (int process = 0; process < processes; process++) {
                for (Signal signal : SIGNALS) {
                    batch.add(process, signal, at, value(process, signal, at));
                }
            }
        }
        clock.set(until);
        store.history().append(batch);
        long begin = System.nanoTime();
        store.step();
        longestStepMillis = Math.max(longestStepMillis, (System.nanoTime() - begin) / 1_000_000);
    }

    /** A noisy resident set, a sawtooth of a heap, and two that change now and then. */
    private static double value(int process, Signal signal, long at) {
        SplittableRandom random = new SplittableRandom(process * 31L + at);
        double base = 50e6 + process % 100 * 1e6;
        return Math.rint(
                switch (signal) {
                    case RSS -> 2 * base + random.nextInt(1 << 20);
                    case HEAP_USED ->
                            base + (at / 1000 + process) % 600 * 5e4 + random.nextInt(1 << 16);
                    case HEAP_TOTAL -> 1.5 * base + at / 3_600_000 % 10 * 1e6;
                    default -> base / 10 + at / 600_000 % 7 * 4096;
                });
    }

    private String compare(Store store, long end) {
        int wrong = 0;
        int points = 0;
        long readings = 0;
        for (int i = 0; i < COMPARED; i++) {
            int process = (int) ((long) i * processes / COMPARED);
            for (Signal signal : SIGNALS) {
                long from = START;
                for (Point point :
                        store.history().read(process, signal, START, end, Integer.MAX_VALUE)) {
                    double low = Double.POSITIVE_INFINITY;
                    double high = Double.NEGATIVE_INFINITY;
                    for (; from <= point.millis(); from += intervalMillis) {
                        double value = value(process, signal, from);
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                        readings++;
                    }
                    boolean same =
                            point.low() == low
                                    && point.high() == high
                                    && point.last() == value(process, signal, point.millis());
                    wrong += same ? 0 : 1;
                    points++;
                }
                wrong += from >= end ? 0 : 1;
            }
        }
        return "%d points of %d processes stand for %d readings, %d of them wrongly"
                .formatted(points, Math.min(COMPARED, processes), readings, wrong);
    }

    private static String peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElse("");
        }
    }

    // What it prints is what it is for.
    @SuppressWarnings("SystemOut")
    private static void print(String line) {
        System.out.println(String.format(Locale.ROOT, "%s", line).replaceAll("\\s+", " "));
    }
}
