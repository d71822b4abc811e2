package dev.tidemark.monitor.evidence;

import java.time.Duration;
import java.time.Instant;

/**
 * How far something is that takes about a known time.
 *
 * @param from part of the whole that was done when this step began, 0 to 1
 * @param to part of the whole that is done when it ends
 * @param began when this step did
 * @param ends when it will, as far as that is known
 */
public record Course(double from, double to, Instant began, Instant ends) {

    /** The part of the whole that is done by a time, 0 to 1; never more than this step brings. */
    public double at(Instant now) {
        double takes = Math.max(1, Duration.between(began, ends).toMillis());
        double passed = Duration.between(began, now).toMillis();
        return from + (to - from) * Math.clamp(passed / takes, 0, 1);
    }
}
