package dev.tidemark.monitor.api;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A fleet as a test draws it. */
public final class DrawnFleet implements Fleet {
    static final Instant BEGIN = Instant.parse("2026-11-22T00:00:00Z");
    static final Instant NOW = BEGIN.plusSeconds(3600);

    private final Map<Integer, ProcessState> states = new ConcurrentSkipListMap<>();

    /** Adds a process, or replaces it. */
    public DrawnFleet with(int id, ProcessKey key, TrendVerdict verdict) {
        return with(id, key, verdict, true);
    }

    DrawnFleet with(int id, ProcessKey key, TrendVerdict verdict, boolean up) {
        MemorySample latest =
                new MemorySample(
                        NOW.getEpochSecond(),
                        Map.of(Signal.RSS, 200e6 + id, Signal.HEAP_USED, 100e6 + id));
        states.put(
                id,
                new ProcessState(
                        id,
                        new Watched(key, RuntimeKind.NODE, null),
                        BEGIN.plusSeconds(id),
                        NOW,
                        up,
                        latest,
                        verdict,
                        NOW));
        return this;
    }

    DrawnFleet without(int id) {
        states.remove(id);
        return this;
    }

    /** A leak of so many bytes in a second, that reaches its limit of 1 GB in so many seconds. */
    public static TrendVerdict leak(double bytesPerSecond, double secondsToLimit) {
        return new TrendVerdict.Leaking(
                basis(bytesPerSecond),
                BEGIN.getEpochSecond() + 600,
                new TrendVerdict.Interval(
                        BEGIN.getEpochSecond() + 500, BEGIN.getEpochSecond() + 700),
                new TrendVerdict.Limit(
                        1e9,
                        secondsToLimit,
                        new TrendVerdict.Interval(secondsToLimit / 2, Double.POSITIVE_INFINITY)));
    }

    public static TrendVerdict steady() {
        return new TrendVerdict.Steady(basis(0));
    }

    static TrendVerdict undecided() {
        return new TrendVerdict.Undecided(basis(10), null);
    }

    private static TrendVerdict.Basis basis(double rate) {
        return new TrendVerdict.Basis(
                Signal.HEAP_USED,
                new TrendVerdict.Rate(rate, 0.9 * rate, 1.1 * rate),
                List.of("heap in use: because"),
                List.of(new TrendVerdict.RejectedModel("growth to a bound", "it does not bend")));
    }

    @Override
    public List<ProcessState> processes() {
        return List.copyOf(states.values());
    }

    @Override
    public Optional<ProcessState> process(int id) {
        return Optional.ofNullable(states.get(id));
    }

    @Override
    public float[] sparkline(int id) {
        return new float[] {100, Float.NaN, 150, 300};
    }

    @Override
    public IntakeCounts counts() {
        return new IntakeCounts(1000, 2, 3, 4);
    }
}
