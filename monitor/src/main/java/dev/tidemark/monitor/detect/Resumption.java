package dev.tidemark.monitor.detect;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.trend.TrendDetector;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings detectors to where they were: their saved states, then the readings that came after.
 *
 * <p>A state that cannot be read, as after an update, is made again from the readings there are.
 */
final class Resumption {
    private final Map<Integer, WatchedProcess> processes;
    private final Map<Integer, Long> seenUntil = new HashMap<>();
    private final Map<Integer, Pending> pending = new HashMap<>();

    Resumption(Map<Integer, WatchedProcess> processes) {
        this.processes = processes;
    }

    void detector(int process, long untilMillis, byte[] state) {
        WatchedProcess watched = processes.get(process);
        TrendDetector saved = restored(state);
        if (watched != null && saved != null) {
            watched.resume(saved, untilMillis);
            seenUntil.put(process, untilMillis);
        }
    }

    private static @Nullable TrendDetector restored(byte[] state) {
        try {
            return TrendDetector.restore(state);
        } catch (IllegalArgumentException ofAnotherVersion) {
            return null;
        }
    }

    /** From when on readings are needed; those of a process without a state are needed all. */
    long oldest() {
        return seenUntil.size() < processes.size()
                ? Long.MIN_VALUE
                : seenUntil.values().stream().mapToLong(until -> until).min().orElse(0);
    }

    void reading(int process, Signal signal, long epochMillis, double value) {
        if (epochMillis <= seenUntil.getOrDefault(process, Long.MIN_VALUE)) {
            return;
        }
        Pending sample = pending.get(process);
        if (sample == null || sample.epochMillis != epochMillis) {
            learn(process, sample);
            sample = new Pending(epochMillis);
            pending.put(process, sample);
        }
        sample.values.put(signal, value);
    }

    void end() {
        pending.forEach(this::learn);
        pending.clear();
    }

    private void learn(int process, @Nullable Pending sample) {
        WatchedProcess watched = processes.get(process);
        if (watched != null && sample != null) {
            watched.learn(new MemorySample(sample.epochMillis / 1e3, sample.values));
        }
    }

    private static final class Pending {
        private final long epochMillis;
        private final Map<Signal, Double> values = new EnumMap<>(Signal.class);

        private Pending(long epochMillis) {
            this.epochMillis = epochMillis;
        }
    }
}
