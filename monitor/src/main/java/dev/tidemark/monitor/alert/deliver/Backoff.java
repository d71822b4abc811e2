package dev.tidemark.monitor.alert.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long after each failure up to a bound, of
 * which the second half is left to chance, so that those who failed together do not come back
 * together.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 30;

    /**
     * @param failures so far, at least 1
     */
    Duration after(int failures) {
        double doubled = first.toMillis() * Math.scalb(1.0, Math.min(failures - 1, MOST_DOUBLINGS));
        double millis = Math.min(doubled, longest.toSeconds() * 1e3);
        return Duration.ofMillis((long) (millis / 2 + random.nextDouble() * millis / 2));
    }
}
