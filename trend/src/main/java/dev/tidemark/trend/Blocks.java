package dev.tidemark.trend;

import java.util.Arrays;

/**
 * The blocks of one series, ready for statistics. All arrays have one entry a block.
 *
 * @param index position in widths from the start at which the floor was read, to within a
 *     sixteenth; gaps are blocks without a reading
 * @param floor lowest reading, in the unit of the series
 * @param load how fast the axis moved then, a second: operations per second where those are known
 * @param second when that was, since the start of the series
 * @param width of a block on the axis
 * @param origin where on the axis the index is 0
 * @param perSecond how many blocks pass in a second, on average
 * @param from second of the first reading of all
 * @param to second of the last one
 */
// Columns of numbers inside this package: never compared, and a list would box them.
@SuppressWarnings("ArrayRecordComponent")
record Blocks(
        double[] index,
        double[] floor,
        double[] load,
        double[] second,
        double width,
        double origin,
        double perSecond,
        double from,
        double to) {
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

    /** Where on the axis a block was read. */
    double position(int block) {
        return origin + index[block] * width;
    }

    /** The blocks' places by the clock, scaled so that the first and the last stay. */
    double[] clock() {
        double[] clock = new double[count()];
        for (int i = 0; i < clock.length; i++) {
            clock[i] = index[0] + (second[i] - second[0]) * perSecond;
        }
        return clock;
    }

    /** The second of a place by the clock. */
    double secondOnClock(double place) {
        return second[0] + (place - index[0]) / perSecond;
    }

    /** The floor of the block that was read at this second, or of the one before; NaN. */
    double floorAt(double when) {
        double found = Double.NaN;
        for (int i = 0; i < count() && second[i] <= when; i++) {
            found = floor[i];
        }
        return found;
    }

    /** The highest floor. */
    double highest() {
        double highest = Double.NEGATIVE_INFINITY;
        for (double value : floor) {
            highest = Math.max(highest, value);
        }
        return highest;
    }

    /** Where the last few blocks lie. */
    double end() {
        int n = count();
        return Medians.of(Arrays.copyOfRange(floor, n - Math.max(1, n / 8), n));
    }

    /** How much higher the last blocks lie than those about a second. */
    double riseFrom(double when) {
        int n = count();
        int begin = 0;
        while (begin < n - 1 && second[begin] < when) {
            begin++;
        }
        int few = Math.max(1, (n - begin) / 8);
        double before = Medians.of(Arrays.copyOfRange(floor, begin, Math.min(n, begin + few)));
        double rise = Medians.of(Arrays.copyOfRange(floor, n - few, n)) - before;
        // The middles of the first and the last few are that much closer than the ends.
        return n - begin > few ? rise * (n - begin) / (n - begin - few) : rise;
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

    /** The blocks as they would be without what each unit of a known influence takes. */
    Blocks less(double[] known, double perUnit) {
        double[] less = floor.clone();
        for (int i = 0; i < less.length; i++) {
            less[i] -= perUnit * known[i];
        }
        return withFloor(less);
    }

    /** The blocks with other floors. */
    Blocks withFloor(double[] other) {
        return new Blocks(index, other, load, second, width, origin, perSecond, from, to);
    }

    /** So many blocks from the first on. */
    Blocks first(int blocks) {
        return range(0, blocks);
    }

    /** So many blocks up to the last. */
    Blocks latest(int blocks) {
        return range(count() - blocks, count());
    }

    private Blocks range(int first, int end) {
        return new Blocks(
                Arrays.copyOfRange(index, first, end),
                Arrays.copyOfRange(floor, first, end),
                Arrays.copyOfRange(load, first, end),
                Arrays.copyOfRange(second, first, end),
                width,
                origin,
                perSecond,
                from,
                to);
    }

    /** The blocks for which {@code keep} is set. */
    Blocks only(boolean[] keep) {
        return new Blocks(
                pick(index, keep),
                pick(floor, keep),
                pick(load, keep),
                pick(second, keep),
                width,
                origin,
                perSecond,
                from,
                to);
    }

    private static double[] pick(double[] all, boolean[] keep) {
        double[] picked = new double[all.length];
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            if (keep[i]) {
                picked[next++] = all[i];
            }
        }
        return Arrays.copyOf(picked, next);
    }
}
