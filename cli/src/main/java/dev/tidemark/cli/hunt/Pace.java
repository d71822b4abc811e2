package dev.tidemark.cli.hunt;

import java.time.Duration;

/**
 * How often a target is asked for its memory while it works.
 *
 * @param readEvery the time between two readings
 * @param gcRest a full collection is followed by this many times the time that it took without one
 */
record Pace(Duration readEvery, int gcRest) {
    private static final Duration SELDOM = Duration.ofSeconds(3);
    private static final Duration OFTEN = Duration.ofMillis(250);

    /** So many readings of a step tell its trend. */
    private static final int READINGS = 20;

    /** The target works for us alone: collections take at most a twentieth of its time. */
    static final Pace OF_OUR_LOAD = new Pace(OFTEN, 20);

    /**
     * Others wait for its answers. Collections take a six-hundredth of its time: they make it
     * forget compiled code and shrink its young generation, which costs several times what the
     * collection itself takes. A reading costs a JVM some five milliseconds of remote calls.
     *
     * @param step the time between two snapshots
     */
    static Pace ofRealTraffic(Duration step) {
        Duration every = step.dividedBy(READINGS);
        return new Pace(every.compareTo(SELDOM) > 0 ? SELDOM : max(every, OFTEN), 600);
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
