package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import java.io.IOException;

/**
 * How many operations steps have: enough to tell, and no more than time and memory allow. What
 * leaks large things must not take the memory of the machine that tests it.
 */
final class Scale {
    private static final double WARM_UP_SECONDS = 0.5;
    private static final long LONGEST_WARM_UP = 2000;

    /** More operations in the first step tell nothing more. */
    private static final long LONGEST_FIRST_STEP = 1000;

    private static final double FIRST_STEP_SECONDS = 0.4;

    /** A leak may need some hundred operations to begin: slow ones get more time for that. */
    private static final long WANTED_FIRST_STEP = 150;

    private static final double PATIENT_FIRST_STEP_SECONDS = 1.5;
    private static final long SHORTEST_STEP = 10;

    /** What adds one small thing in thousands of operations shows in so many. */
    private static final long LONGEST_LONGER_STEP = 32_000;

    private static final double LONGER_STEP_SECONDS = 0.5;

    /** About what a trial's snapshots take of a small heap. */
    private static final double FURTHER_STEP_SECONDS = 4;

    private static final double LONGEST_MIDDLE_SECONDS = 0.8;
    private static final double CONFIRM_SECONDS = 8;

    /** Bytes by which the heap may grow in a run, as far as that can be foreseen. */
    private static final double MOST_GROWTH = 48 << 20;

    /** First steps in the search and one trial, in the mean; and in a short warm-up. */
    private static final double FIRST_STEPS_IN_A_RUN = 60;

    private static final double WARM_UP_PART = 8;

    private final Workload workload;
    private final Meter meter;
    private final double mostGrowth;

    Scale(Workload workload, Meter meter) throws CaptureException {
        this.workload = workload;
        this.meter = meter;
        this.mostGrowth = Math.min(MOST_GROWTH, workload.limitBytes() / 4);
    }

    /** Finds the pace and warms up; returns the operations of the first step. */
    long firstStep() throws CaptureException, IOException, InterruptedException {
        double growth = mostGrowth / WARM_UP_PART;
        double before = workload.liveBytes();
        double bytesEach = meter.findPace(growth);
        long warmUp = Math.min(LONGEST_WARM_UP, meter.within(WARM_UP_SECONDS));
        meter.run(within(growth, bytesEach, warmUp));
        bytesEach = (workload.liveBytes() - before) / meter.operations();
        long fitting = Math.min(LONGEST_FIRST_STEP, meter.within(FIRST_STEP_SECONDS));
        long wanted = Math.min(WANTED_FIRST_STEP, meter.within(PATIENT_FIRST_STEP_SECONDS));
        return within(mostGrowth / FIRST_STEPS_IN_A_RUN, bytesEach, Math.max(fitting, wanted));
    }

    /** The first step of a second search, when the first one found nothing. */
    long longerStep(Series search) {
        long fitting = Math.min(LONGEST_LONGER_STEP, meter.within(LONGER_STEP_SECONDS));
        return within(mostGrowth / FIRST_STEPS_IN_A_RUN, search.bytesEach(), fitting);
    }

    /** Whether one step more may have so many operations, when what grew in a search may stop. */
    boolean affords(long step, double bytesEach) {
        return step <= within(mostGrowth, bytesEach, meter.within(FURTHER_STEP_SECONDS));
    }

    /** Operations of a middling round of the first trial. */
    long middle(Series search) {
        double bytesEach = search.growth().getLast() / search.lengths().getLast();
        long fitting = Math.min(search.lengths().getFirst(), meter.within(LONGEST_MIDDLE_SECONDS));
        return within(mostGrowth / FIRST_STEPS_IN_A_RUN, bytesEach, fitting);
    }

    /**
     * The same of the next trial, when one with this middle was not certain: twice as many, or four
     * times while they take less than the snapshots, which no length makes cheaper.
     */
    long nextMiddle(long middle, Series rounds) {
        long fitting = Math.min(4 * middle, meter.within(LONGEST_MIDDLE_SECONDS));
        return Math.max(
                2 * middle, within(mostGrowth / FIRST_STEPS_IN_A_RUN, rounds.bytesEach(), fitting));
    }

    /** As many operations as there were in all, or at least as in the rounds. */
    long confirmation(Series rounds) {
        return confirmation(rounds.operations(), rounds.bytesEach());
    }

    /** The same, after rounds of so many operations. */
    long confirmation(long operations, double bytesEach) {
        long again = Math.min(meter.operations(), meter.within(CONFIRM_SECONDS));
        return Math.max(operations, within(mostGrowth, bytesEach, again));
    }

    /** So many operations, or as many fewer as keep growth within bounds. */
    private static long within(double bytes, double bytesEach, long operations) {
        double fitting = bytes / Math.max(bytesEach, 1);
        return Math.max(SHORTEST_STEP, fitting < operations ? (long) fitting : operations);
    }
}
