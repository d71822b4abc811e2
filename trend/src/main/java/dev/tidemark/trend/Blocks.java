package dev.tidemark.trend;

import java.util.Arrays;

/**
 * The blocks of one series, ready for statistics. All arrays have one entry a block.
 *
 * @param index position in widths from the start; gaps are blocks without a reading
 * @param floor lowest reading, in the unit of the series
 * @param load operations per second at that reading; NaN where unknown
 * @param second when it was read, since the start of the series
 * @param width of a block on the axis
 * @param span from the first reading to the last on the axis
 */
// Columns of numbers inside this package: never compared, and a list would box them.
@SuppressWarnings("ArrayRecordComponent")
record Blocks(
        double[] index, double[] floor, double[] load, double[] second, double width, double span) {
    int count() {
        return index.length;
    }

    /** When the axis stood at this position, counted in widths: between blocks in proportion. */
    double secondAt(double position) {
        int n = count();
        for (int i = 1; i < n; i++) {
            if (index[i] >= position) {
                double share = (position - index[i - 1]) / (index[i] - index[i - 1]);
                return second[i - 1] + Math.max(0, share) * (second[i] - second[i - 1]);
            }
        }
        return n == 0 ? 0 : second[n - 1];
    }

    /** The middle of the floors. */
    double level() {
        return Medians.of(floor);
    }

    /** From the lowest floor to the highest. */
    double range() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : floor) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    /** The blocks as they would be without what each unit of load takes. */
    Blocks lessLoad(double perLoad) {
        double[] less = floor.clone();
        for (int i = 0; i < less.length; i++) {
            less[i] -= perLoad * load[i];
        }
        return new Blocks(index, less, load, second, width, span);
    }

    /** Runs of so many neighbours as one block, its floor the lowest of theirs. */
    Blocks merged(int neighbours) {
        boolean[] lowest = new boolean[count()];
        for (int i = 0; i < count(); i++) {
            int run = i / neighbours * neighbours;
            int best = run;
            for (int j = run; j < Math.min(count(), run + neighbours); j++) {
                best = floor[j] < floor[best] ? j : best;
            }
            lowest[best] = true;
        }
        return only(lowest);
    }

    /** The blocks for which {@code keep} is set. */
    Blocks only(boolean[] keep) {
        return new Blocks(
                pick(index, keep),
                pick(floor, keep),
                pick(load, keep),
                pick(second, keep),
                width,
                span);
    }

    private static double[] pick(double[] from, boolean[] keep) {
        double[] picked = new double[from.length];
        int next = 0;
        for (int i = 0; i < from.length; i++) {
            if (keep[i]) {
                picked[next++] = from[i];
            }
        }
        return Arrays.copyOf(picked, next);
    }
}
