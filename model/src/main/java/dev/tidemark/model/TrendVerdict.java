package dev.tidemark.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a memory series shows so far. */
public sealed interface TrendVerdict {
    Basis basis();

    /** Grows without an end in sight. */
    record Leaking(Basis basis, double onsetSeconds, @Nullable Limit limit)
            implements TrendVerdict {}

    /** Rose, and then stopped at a higher level. */
    record Settled(Basis basis, double settledSeconds) implements TrendVerdict {}

    /** Never rose by more than its noise. */
    record Steady(Basis basis) implements TrendVerdict {}

    /**
     * The evidence does not separate a leak from something that will settle.
     *
     * @param decidableAtSeconds when it is expected to, in the series' time; null when that cannot
     *     be said
     */
    record Undecided(Basis basis, @Nullable Double decidableAtSeconds) implements TrendVerdict {}

    /**
     * What every verdict rests on.
     *
     * @param signal the series that was judged
     * @param rate of growth now
     * @param because the reasons, strongest first
     * @param rejected other explanations that were tried
     */
    record Basis(Signal signal, Rate rate, List<String> because, List<RejectedModel> rejected) {
        public Basis {
            because = List.copyOf(because);
            rejected = List.copyOf(rejected);
        }
    }

    /** Bytes per second with its 95 % interval; all three are 0 when nothing could be estimated. */
    record Rate(double estimate, double low, double high) {}

    /**
     * The limit that growth runs into.
     *
     * @param bytes the limit
     * @param seconds from the last sample until it is reached
     */
    record Limit(double bytes, double seconds) {}

    /** An explanation that the series contradicts. */
    record RejectedModel(String model, String why) {}
}
