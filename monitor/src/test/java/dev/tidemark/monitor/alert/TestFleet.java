package dev.tidemark.monitor.alert;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.model.TrendVerdict.Basis;
import dev.tidemark.model.TrendVerdict.Interval;
import dev.tidemark.model.TrendVerdict.Limit;
import dev.tidemark.model.TrendVerdict.Rate;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A fleet whose verdicts a test sets, with a clock that a test moves. */
public final class TestFleet implements Fleet {
    /** Rules that do not wait for half a day. */
    public static final AlertRules PROMPT = AlertRules.USUAL.holding(Duration.ofMinutes(10));

    private static final double DAY_SECONDS = 86_400;
    private static final double GIB = 1 << 30;

    private final Map<ProcessKey, Entry> processes = new LinkedHashMap<>();
    private final Map<ProcessKey, String> targets = new HashMap<>();
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");

    private record Entry(
            int id,
            Instant firstSeen,
            boolean up,
            Instant at,
            TrendVerdict verdict,
            MemorySample latest) {}

    public Instant now() {
        return now;
    }

    /** Time goes on, and everything that is up has been judged until then. */
    public void pass(Duration time) {
        now = now.plus(time);
        processes.replaceAll((_, entry) ->
                entry.up
                        ? new Entry(
                                entry.id, entry.firstSeen, true, now, entry.verdict, entry.latest)
                        : entry);
    }

    /** A process has this verdict from now on; it is new if it was not known. */
    public void set(ProcessKey key, TrendVerdict verdict) {
        set(key, verdict, MemorySample.at(0));
    }

    /** A process has this verdict and these readings from now on. */
    public void set(ProcessKey key, TrendVerdict verdict, MemorySample latest) {
        Entry before = processes.get(key);
        processes.put(
                key,
                new Entry(
                        before == null ? processes.size() : before.id,
                        before == null ? now : before.firstSeen,
                        true,
                        now,
                        verdict,
                        latest));
    }

    /** A process stops reporting; its verdict stands. */
    public void down(ProcessKey key) {
        processes.computeIfPresent(
                key,
                (_, entry) ->
                        new Entry(
                                entry.id,
                                entry.firstSeen,
                                false,
                                entry.at,
                                entry.verdict,
                                entry.latest));
    }

    /** A process can be attached to. */
    public void target(ProcessKey key, String target) {
        targets.put(key, target);
    }

    @Override
    public List<ProcessState> processes() {
        return states();
    }

    @Override
    public Optional<ProcessState> process(int id) {
        return states().stream().filter(state -> state.id() == id).findFirst();
    }

    @Override
    public float[] sparkline(int id) {
        return new float[0];
    }

    @Override
    public IntakeCounts counts() {
        return new IntakeCounts(0, 0, 0, 0);
    }

    public List<ProcessState> states() {
        return processes.entrySet().stream()
                .map(each -> state(each.getKey(), each.getValue()))
                .toList();
    }

    private ProcessState state(ProcessKey key, Entry entry) {
        return new ProcessState(
                entry.id,
                new Watched(key, RuntimeKind.NODE, targets.get(key)),
                entry.firstSeen,
                entry.at,
                entry.up,
                entry.latest,
                entry.verdict,
                entry.at);
    }

    public static ProcessKey process(String service, String build, String instance) {
        return new ProcessKey(service, build, instance);
    }

    /** A leak that reaches its limit a day later, and began now. */
    public TrendVerdict leaking(Signal signal) {
        return leaking(signal, DAY_SECONDS);
    }

    /** A leak that began now. */
    public TrendVerdict leaking(Signal signal, double secondsToLimit) {
        double seconds = now.toEpochMilli() / 1e3;
        return new TrendVerdict.Leaking(
                basis(signal, 1024),
                seconds,
                new Interval(seconds - 60, seconds + 60),
                new Limit(
                        GIB,
                        secondsToLimit,
                        new Interval(0.8 * secondsToLimit, Double.POSITIVE_INFINITY)));
    }

    public static TrendVerdict steady() {
        return new TrendVerdict.Steady(basis(Signal.HEAP_USED, 0));
    }

    public static TrendVerdict settled() {
        return new TrendVerdict.Settled(basis(Signal.HEAP_USED, 0), 0);
    }

    public static TrendVerdict undecided() {
        return new TrendVerdict.Undecided(basis(Signal.HEAP_USED, 0), null);
    }

    private static Basis basis(Signal signal, double rate) {
        return new Basis(
                signal,
                new Rate(rate, 0.9 * rate, 1.1 * rate),
                List.of("rises block by block"),
                List.of());
    }
}
