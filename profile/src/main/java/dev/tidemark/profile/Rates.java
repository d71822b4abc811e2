package dev.tidemark.profile;

import java.util.OptionalDouble;

/** What a weight means for one operation, one second, or what was allocated. */
public final class Rates {
    private Rates() {}

    /** Bytes for one operation; empty when operations were not counted or bytes mean nothing. */
    public static OptionalDouble bytesPerOperation(Coverage coverage, Weight weight) {
        return coverage.operations() > 0 && isInBytes(coverage)
                ? OptionalDouble.of((double) weight.bytes() / coverage.operations())
                : OptionalDouble.empty();
    }

    /** Bytes for one second; empty when the time is not known or bytes mean nothing. */
    public static OptionalDouble bytesPerSecond(Coverage coverage, Weight weight) {
        return coverage.seconds() > 0 && isInBytes(coverage)
                ? OptionalDouble.of(weight.bytes() / coverage.seconds())
                : OptionalDouble.empty();
    }

    /**
     * The part of what was allocated that is still alive, 0 to 1. The measures may have been taken
     * one after the other: they are compared for one operation, else for one second. Empty when the
     * profile does not have both in bytes, or nothing was allocated.
     */
    public static OptionalDouble aliveShare(
            AllocationProfile profile, Weight allocated, Weight alive) {
        if (!profile.has(Measure.ALLOCATED) || !profile.has(Measure.ALIVE)) {
            return OptionalDouble.empty();
        }
        Coverage all = profile.coverage(Measure.ALLOCATED);
        Coverage living = profile.coverage(Measure.ALIVE);
        if (!isInBytes(all) || !isInBytes(living) || allocated.bytes() <= 0) {
            return OptionalDouble.empty();
        }
        double share = alive.bytes() / (double) allocated.bytes() * scale(all, living);
        // Both are estimates: slightly more may seem to live than was allocated.
        return OptionalDouble.of(Math.clamp(share, 0, 1));
    }

    private static double scale(Coverage all, Coverage living) {
        if (all.operations() > 0 && living.operations() > 0) {
            return (double) all.operations() / living.operations();
        }
        return all.seconds() > 0 && living.seconds() > 0 ? all.seconds() / living.seconds() : 1;
    }

    private static boolean isInBytes(Coverage coverage) {
        return coverage.scale() != Coverage.Scale.SAMPLES;
    }
}
