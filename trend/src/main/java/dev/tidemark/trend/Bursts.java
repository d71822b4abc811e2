package dev.tidemark.trend;

/**
 * Growth in bursts: a staircase that only goes up, has several stairs, and has not stopped.
 *
 * <p>No straight line fits a leak of one item a night. What tells it from a warm-up in steps is
 * that its stairs come as often and as high at the end as at the start.
 *
 * @param stairs rises that noise does not make
 * @param rise from the first block to the last
 * @param highest share of the rise that the highest stair makes
 * @param laterHalf share of the rise that falls into the second half
 * @param falls share of the rise that was lost again in between
 * @param expectedSince stairs that should have come since the last one, at the pace until then
 * @param often share of the blocks that are stairs: what rises with each block is no burst
 */
record Bursts(
        int stairs,
        double rise,
        double highest,
        double laterHalf,
        double falls,
        double expectedSince,
        double often) {
    private static final int MIN_STAIRS = 5;
    private static final double NOISE = 4;
    private static final double OFTEN = 0.5;

    static Bursts of(double[] x, double[] values, double resolution) {
        int n = values.length;
        double clear = NOISE * Math.max(resolution, Spikes.noise(values));
        int stairs = 0;
        double highest = 0;
        double falls = 0;
        double later = 0;
        double lastStair = x[0];
        for (int i = 1; i < n; i++) {
            double change = values[i] - values[i - 1];
            if (change > clear) {
                stairs++;
                highest = Math.max(highest, change);
                lastStair = x[i];
            }
            falls += Math.max(0, -change);
            later += 2 * x[i] > x[n - 1] + x[0] ? change : 0;
        }
        double rise = values[n - 1] - values[0];
        double pace = stairs / Math.max(1, lastStair - x[0]);
        return new Bursts(
                stairs,
                rise,
                highest / rise,
                later / rise,
                falls / rise,
                pace * (x[n - 1] - lastStair),
                stairs / (n - 1.0));
    }

    /**
     * Whether it goes on: enough stairs, none of them the whole story, and no end of them in sight.
     */
    boolean goOn() {
        return stairs >= MIN_STAIRS
                && rise > 0
                && highest < 0.5
                && falls < 0.1
                && laterHalf > 0.15
                && expectedSince < 3
                && often <= OFTEN;
    }
}
