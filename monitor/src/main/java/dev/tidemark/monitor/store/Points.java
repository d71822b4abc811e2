package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.History.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Points of one signal, gathered from several places and brought into order. Not thread-safe. */
final class Points {
    private long[] millis = new long[256];
    private double[] low = new double[256];
    private double[] high = new double[256];
    private double[] last = new double[256];
    private int size;
    private boolean rising = true;

    int size() {
        return size;
    }

    void add(long at, double lowest, double highest, double latest) {
        if (size == millis.length) {
            int more = 2 * size;
            millis = Arrays.copyOf(millis, more);
            low = Arrays.copyOf(low, more);
            high = Arrays.copyOf(high, more);
            last = Arrays.copyOf(last, more);
        }
        rising &= size == 0 || millis[size - 1] < at;
        millis[size] = at;
        low[size] = lowest;
        high[size] = highest;
        last[size] = latest;
        size++;
    }

    long millis(int i) {
        return millis[i];
    }

    double low(int i) {
        return low[i];
    }

    double high(int i) {
        return high[i];
    }

    double last(int i) {
        return last[i];
    }

    /**
     * In order of time. Of those of the same time only the one that was added last is left: a
     * source that sends again what it had sent means the same reading.
     */
    Points inOrder() {
        if (rising) {
            return this;
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> millis[i]));
        Points sorted = new Points();
        for (int at = 0; at < size; at++) {
            int i = order[at];
            if (at + 1 == size || millis[order[at + 1]] != millis[i]) {
                sorted.add(millis[i], low[i], high[i], last[i]);
            }
        }
        return sorted;
    }

    /** All that lie within the same stretch of time as one, each with the time of its last. */
    Points merged(long widthMillis) {
        return merged(i -> Math.floorDiv(millis[i], widthMillis));
    }

    /** At most as many points, over evenly long stretches between the first and the last. */
    Points atMost(int most) {
        if (size <= most) {
            return this;
        }
        long first = millis[0];
        // In doubles: a clock that jumped can make this span overflow a product of longs.
        double perMilli = most / (millis[size - 1] - first + 1.0);
        return merged(i -> Math.min(most - 1, (long) ((millis[i] - first) * perMilli)));
    }

    List<Point> toList() {
        List<Point> points = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            points.add(new Point(millis[i], low[i], high[i], last[i]));
        }
        return points;
    }

    /** The number of the stretch that a point lies in. */
    private interface Stretch {
        long of(int i);
    }

    private Points merged(Stretch stretch) {
        Points merged = new Points();
        int from = 0;
        while (from < size) {
            long number = stretch.of(from);
            double lowest = low[from];
            double highest = high[from];
            int to = from + 1;
            while (to < size && stretch.of(to) == number) {
                lowest = Math.min(lowest, low[to]);
                highest = Math.max(highest, high[to]);
                to++;
            }
            merged.add(millis[to - 1], lowest, highest, last[to - 1]);
            from = to;
        }
        return merged;
    }
}
