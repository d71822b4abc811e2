package dev.tidemark.cli.hunt;

import dev.tidemark.cli.hunt.ClassGrowth.Reading;
import dev.tidemark.model.ClassHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects class histograms, at most {@value #MOST}: then every second goes, and they come half as
 * often.
 */
final class ClassCounts {
    static final int MOST = 24;
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final List<Reading> readings = new ArrayList<>();
    private long every = EVERY.toNanos();
    private long last;
    private int taken;
    private Duration paused = Duration.ZERO;

    /** Whether it is time for another one. */
    boolean due(long nanos) {
        return readings.isEmpty() || nanos - last >= every;
    }

    /**
     * Adds one.
     *
     * @param nanos now
     * @param pause for which the target stood still
     * @param operations done until then; 0 when they are not counted
     */
    void add(long nanos, Duration pause, long operations, ClassHistogram histogram) {
        last = nanos;
        taken++;
        paused = paused.plus(pause);
        readings.add(new Reading(operations, histogram));
        if (readings.size() > MOST) {
            thin();
        }
    }

    private void thin() {
        every *= 2;
        for (int i = readings.size() - 2; i > 0; i -= 2) {
            readings.remove(i);
        }
    }

    /** Only the latest one counts: what was before belongs to the warm-up. */
    void restart() {
        every = EVERY.toNanos();
        readings.subList(0, Math.max(0, readings.size() - 1)).clear();
    }

    /** What they say so far. */
    ClassGrowth growth() {
        return new ClassGrowth(readings, taken, paused);
    }
}
