package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The trial of numbers that are collected. They leave no objects, and the table that they lie in
 * grows in leaps, which fit no rounds. So the process is asked how many there are, which costs no
 * snapshot; everything else is as for objects: rounds of random lengths, and then as many
 * operations again as there were in all.
 */
final class NumbersTrial {
    private final Workload workload;
    private final Meter meter;
    private final Scale scale;
    private final RandomGenerator random;

    NumbersTrial(Workload workload, Meter meter, Scale scale, RandomGenerator random) {
        this.workload = workload;
        this.meter = meter;
        this.scale = scale;
        this.random = random;
    }

    /**
     * The chance that what was seen is chance, if numbers are collected with the operations and
     * without an end in sight; empty if they are not, or if that cannot be told.
     *
     * @param middle operations of a middling round
     * @param bytesEach by which the heap grows for an operation
     * @param bound on that chance
     */
    OptionalDouble examine(long middle, double bytesEach, double bound)
            throws CaptureException, IOException, InterruptedException {
        OptionalLong first = workload.heldNumbers();
        if (first.isEmpty()) {
            return OptionalDouble.empty();
        }
        Lengths range = new Lengths(middle);
        long[] lengths = range.draw(random);
        double[] growth = new double[lengths.length];
        long before = first.getAsLong();
        for (int round = 0; round < lengths.length; round++) {
            if (lengths[round] == 0) {
                meter.idle(middle);
            } else {
                meter.run(lengths[round]);
            }
            long now = workload.heldNumbers().orElse(before);
            growth[round] = now - before;
            before = now;
        }
        double chance = Chance.of(growth, lengths, range, random);
        return chance <= bound
                        && !Growth.goesOnIdle(growth, lengths)
                        && goesOn(growth, lengths, bytesEach)
                ? OptionalDouble.of(chance)
                : OptionalDouble.empty();
    }

    private boolean goesOn(double[] growth, long[] lengths, double bytesEach)
            throws CaptureException, IOException, InterruptedException {
        long operations = Arrays.stream(lengths).sum();
        long more = scale.confirmation(operations, bytesEach);
        long before = workload.heldNumbers().orElse(0);
        meter.run(more);
        double last = workload.heldNumbers().orElse(0) - before;
        return Growth.goesOn(last, Arrays.stream(growth).sum() / operations * more);
    }
}
