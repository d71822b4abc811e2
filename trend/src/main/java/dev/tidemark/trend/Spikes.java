package dev.tidemark.trend;

import java.util.Arrays;

/**
 * Blocks that stand out above what came both before and after them: a batch job, a burst, a cache
 * that was flushed. What leaks does not come back down, so they are no evidence and are left out.
 *
 * <p>The test is a morphological opening: the highest level that some run of {@code width}
 * neighbours holds throughout. It leaves every rising series as it is.
 */
final class Spikes {
    private static final double BEYOND_NOISE = 6;

    private Spikes() {}

    /** For each value whether it is worth keeping; never fewer than two thirds of them. */
    static boolean[] ordinary(double[] values, int width, double resolution) {
        double[] opened = open(values, width);
        double limit = BEYOND_NOISE * Math.max(resolution, noise(values));
        boolean[] keep = new boolean[values.length];
        int kept = 0;
        for (int i = 0; i < values.length; i++) {
            keep[i] = values[i] - opened[i] <= limit;
            kept += keep[i] ? 1 : 0;
        }
        if (3 * kept < 2 * values.length) {
            Arrays.fill(keep, true);
        }
        return keep;
    }

    /**
     * The highest minimum among the windows of this width that hold each value.
     *
     * <p>Windows are cut short at the end: what rises just now is not yet known to be a spike.
     */
    static double[] open(double[] values, int width) {
        return open(values, width, values.length);
    }

    /** The same of whole windows only: the last values have to be low more than once, too. */
    static double[] floor(double[] values, int width) {
        return open(values, width, Math.max(1, values.length - width + 1));
    }

    private static double[] open(double[] values, int width, int windows) {
        int n = values.length;
        double[] opened = new double[n];
        Arrays.fill(opened, Double.NEGATIVE_INFINITY);
        for (int start = 0; start < windows; start++) {
            int end = Math.min(n, start + width);
            double lowest = Double.POSITIVE_INFINITY;
            for (int i = start; i < end; i++) {
                lowest = Math.min(lowest, values[i]);
            }
            for (int i = start; i < end; i++) {
                opened[i] = Math.max(opened[i], lowest);
            }
        }
        return opened;
    }

    /** Typical change from one value to the next, from the median so that steps do not count. */
    static double noise(double[] values) {
        if (values.length < 3) {
            return 0;
        }
        double[] changes = new double[values.length - 1];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = values[i + 1] - values[i];
        }
        double middle = Medians.of(changes);
        for (int i = 0; i < changes.length; i++) {
            changes[i] = Math.abs(changes[i] - middle);
        }
        return 1.05 * Medians.of(changes);
    }
}
