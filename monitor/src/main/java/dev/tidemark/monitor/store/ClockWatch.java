package dev.tidemark.monitor.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Compares the clock on the wall with one that never jumps. Readings are deleted by their age, so
 * that a clock which stands in next year for a minute would delete everything: while it has not run
 * evenly for an hour, also after a start, nothing is deleted. Not thread-safe.
 */
final class ClockWatch {
    private static final Duration TOLERANCE = Duration.ofMinutes(1);
    private static final Duration PROBATION = Duration.ofHours(1);

    private final InstantSource wall;
    private final LongSupplier nanos;

    private long lastMillis;
    private long lastNanos;
    private long evenSince;
    private Duration jump = Duration.ZERO;

    /**
     * @param nanos a clock that never jumps, nanoseconds since anything
     */
    ClockWatch(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        lastMillis = wall.millis();
        lastNanos = nanos.getAsLong();
        evenSince = lastNanos;
    }

    long millis() {
        return wall.millis();
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** Compares them; to be called every few seconds. */
    void look() {
        long millis = wall.millis();
        long now = nanos.getAsLong();
        Duration more = Duration.ofMillis(millis - lastMillis).minusNanos(now - lastNanos);
        if (more.abs().compareTo(TOLERANCE) > 0) {
            jump = more;
            evenSince = now;
        }
        lastMillis = millis;
        lastNanos = now;
    }

    /** Whether ages can be told by it. */
    boolean isTrusted() {
        return nanos.getAsLong() - evenSince >= PROBATION.toNanos();
    }

    /** By how much it jumped within the last hour; empty if it did not. */
    Optional<Duration> jump() {
        return jump.isZero() || isTrusted() ? Optional.empty() : Optional.of(jump);
    }
}
