package dev.tidemark.gate;

import java.util.random.RandomGenerator;

/**
 * Draws how many operations the rounds of a trial have. Chance alone decides, so whatever grows for
 * another reason than the operations fits the lengths by chance alone.
 *
 * <p>Busy rounds are drawn from a range whose ends differ by a factor of eight, as many short ones
 * as long ones; rounds without operations are mixed in and show what grows by itself.
 *
 * @param middle operations of a middling busy round
 */
record Lengths(long middle) {
    static final int BUSY = 6;
    static final int IDLE = 2;

    /** The longest round, in middling ones, and the shortest one's inverse. */
    private static final double SPREAD = Math.sqrt(8);

    /** Operations of a busy round in the mean, in middling ones. */
    static final double AVERAGE = (SPREAD - 1 / SPREAD) / (2 * Math.log(SPREAD));

    /** The lengths of one trial, in the order of its rounds. */
    long[] draw(RandomGenerator random) {
        long[] lengths = new long[BUSY + IDLE];
        for (int round = 0; round < BUSY; round++) {
            double exponent = 2 * random.nextDouble() - 1;
            lengths[round] = Math.max(1, Math.round(middle * Math.pow(SPREAD, exponent)));
        }
        for (int i = lengths.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long swapped = lengths[i];
            lengths[i] = lengths[other];
            lengths[other] = swapped;
        }
        return lengths;
    }
}
