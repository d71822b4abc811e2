package dev.tidemark.gate;

/** What growth has to be like to be that of the operations, and without an end in sight. */
final class Growth {
    /** Growth for an operation in the last stretch that is still that of the rounds. */
    private static final double STILL = 0.8;

    private static final int CHANCE = 2;

    /** Growth without any operations, as a part of growth with them, that is not theirs. */
    private static final double BY_ITSELF = 0.25;

    private Growth() {}

    /** Whether what grew last is what was to be expected, apart from chance. */
    static boolean goesOn(double last, double expected) {
        return last >= STILL * expected - CHANCE * Math.sqrt(expected);
    }

    /** Whether it grows in rounds without operations, too. */
    static boolean goesOnIdle(double[] growth, long[] lengths) {
        double idle = 0;
        double busy = 0;
        for (int round = 0; round < growth.length; round++) {
            if (lengths[round] == 0) {
                idle += growth[round] / Lengths.IDLE;
            } else {
                busy += growth[round] / Lengths.BUSY;
            }
        }
        return idle > BY_ITSELF * busy;
    }
}
