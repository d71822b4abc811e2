package dev.tidemark.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a memory series shows so far. */
public sealed interface TrendVerdict {
    Basis basis();

    /**
     * Grows without an end in sight.
     *
     * @param onsetSeconds when the growth began, in the series' time
     * @param onsetWithin earliest and latest onset that explain the series about as well
     */
    record Leaking(Basis basis, double onsetSeconds, Interval onsetWithin, @Nullable Limit limit)
            implements TrendVerdict {

        /** A leak whose onset is known as well as that. */
        public Leaking(Basis basis, double onsetSeconds, @Nullable Limit limit) {
            this(basis, onsetSeconds, new Interval(onsetSeconds, onsetSeconds), limit);
        }
    }

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
     * @param within the same for the fastest and the slowest growth that is likely; the later end
     *     is infinite when growth may be nearly none
     */
    record Limit(double bytes, double seconds, Interval within) {

        /** A limit for a rate that is known as well as that. */
        public Limit(double bytes, double seconds) {
            this(bytes, seconds, new Interval(seconds, seconds));
        }
    }

    /** From a number to one that is not below it. */
    record Interval(double low, double high) {}

    /** An explanation that the series contradicts. */
    record RejectedModel(String model, String why) {}
}
