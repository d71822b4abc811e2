package dev.tidemark.monitor.detect;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntToDoubleFunction;

/** A fleet that is scraped every 15 seconds, with a history in memory and a clock that stands. */
final class DrivenFleet {
    static final Watched SHOP =
            new Watched(new ProcessKey("shop", "1.4", "a:9100"), RuntimeKind.JVM, null);
    static final Duration DAY = Duration.ofDays(1);
    private static final Duration SILENCE = Duration.ofMinutes(1);
    private static final long START = 1_700_000_000_000L;
    private static final long SCRAPE = 15_000;

    private final AtomicLong nanos;
    private final MemoryHistory history;
    private final FleetWatch fleet;

    DrivenFleet() {
        this(FleetWatch.Limits.USUAL);
    }

    private DrivenFleet(FleetWatch.Limits limits) {
        this(limits, new AtomicLong(), new MemoryHistory());
    }

    private DrivenFleet(FleetWatch.Limits limits, AtomicLong nanos, MemoryHistory history) {
        this.nanos = nanos;
        this.history = history;
        this.fleet = new FleetWatch(history, limits, nanos::get);
    }

    /** One that takes so few series and processes at the most. */
    static DrivenFleet taking(int series, int processes, int processesOfService) {
        return new DrivenFleet(
                new FleetWatch.Limits(series, processes, processesOfService, SILENCE, DAY));
    }

    /** Another one that starts on the same history. */
    DrivenFleet again() {
        return new DrivenFleet(FleetWatch.Limits.USUAL, nanos, history);
    }

    FleetWatch watch() {
        return fleet;
    }

    /** The time of a scrape, milliseconds since 1970. */
    static long at(int scrape) {
        return START + scrape * SCRAPE;
    }

    int series(Signal signal, String part) {
        return fleet.series(SHOP, signal, part);
    }

    int rss() {
        return series(Signal.RSS, "");
    }

    /** A series of one of many instances of a service. */
    int instance(String service, int number) {
        ProcessKey key = new ProcessKey(service, "1", "number " + number);
        return fleet.series(new Watched(key, RuntimeKind.LINUX, null), Signal.RSS, "");
    }

    boolean scrape(int series, int scrape, double value) {
        return fleet.add(series, at(scrape), value);
    }

    void scrape(int series, int from, int to, IntToDoubleFunction value) {
        for (int i = from; i < to; i++) {
            scrape(series, i, value.applyAsDouble(i));
        }
    }

    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Waits until all that came in is complete. */
    void settle() {
        pass(Duration.ofSeconds(10));
        fleet.tick();
    }

    void settleAndJudge() {
        settle();
        fleet.judge(Duration.ofHours(1));
    }

    ProcessState only() {
        return fleet.processes().getFirst();
    }

    /** What was kept of a signal. */
    List<MemoryHistory.Reading> kept(Signal signal) {
        return history.readings.stream().filter(one -> one.signal() == signal).toList();
    }

    static MemoryHistory.Reading reading(Signal signal, int scrape, double value) {
        return new MemoryHistory.Reading(0, signal, at(scrape), value);
    }
}
