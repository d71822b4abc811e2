package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many parts each signal of a process is made of. Not thread-safe.
 *
 * <p>A sum that lacks a part, because the request that carried it was lost, would look like memory
 * that was freed.
 */
final class PartCounts {
    /** After so many sums in a row that lack it, a part is gone. */
    private static final int GONE_AFTER = 4;

    private final Map<Signal, Parts> bySignal = new EnumMap<>(Signal.class);

    /** Whether a sum of so many parts is whole, as far as earlier ones tell. */
    boolean whole(Signal signal, int parts) {
        Parts known = bySignal.computeIfAbsent(signal, any -> new Parts());
        if (parts >= known.expected) {
            known.expected = parts;
            known.lacking = 0;
            return true;
        }
        if (++known.lacking < GONE_AFTER) {
            return false;
        }
        known.expected = parts;
        known.lacking = 0;
        return true;
    }

    private static final class Parts {
        private int expected;
        private int lacking;
    }
}
