package dev.tidemark.profile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a measure of a profile stands for: when it was taken, during how much work, and how its
 * bytes were come by.
 *
 * @param start null when it is not known
 * @param duration zero when it is not known
 * @param operations done meanwhile; 0 when they were not counted
 */
public record Coverage(@Nullable Instant start, Duration duration, long operations, Scale scale) {

    /** How bytes and counts relate to what really happened. */
    public enum Scale {
        /** Every object was recorded: bytes and objects are exact. */
        EXACT,
        /** Bytes are estimated from samples; counts are samples. */
        ESTIMATED,
        /**
         * Bytes and counts are those of the samples alone: only their proportions mean anything.
         */
        SAMPLES
    }

    /** A measure of which only the scale is known. */
    public static Coverage unknown(Scale scale) {
        return new Coverage(null, Duration.ZERO, 0, scale);
    }

    /** Seconds that it took; 0 when they are not known. */
    public double seconds() {
        return duration.toNanos() / 1e9;
    }

    /** Both together; where one does not know something, neither does the sum. */
    Coverage plus(Coverage other) {
        boolean timed = !duration.isZero() && !other.duration.isZero();
        boolean counted = operations > 0 && other.operations > 0;
        return new Coverage(
                earlier(other),
                timed ? duration.plus(other.duration) : Duration.ZERO,
                counted ? operations + other.operations : 0,
                scale.compareTo(other.scale) > 0 ? scale : other.scale);
    }

    private @Nullable Instant earlier(Coverage other) {
        if (start == null || other.start == null) {
            return null;
        }
        return start.isBefore(other.start) ? start : other.start;
    }
}
