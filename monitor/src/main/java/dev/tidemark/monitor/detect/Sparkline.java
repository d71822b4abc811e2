package dev.tidemark.monitor.detect;

import java.util.Arrays;

/**
 * The course of one series in a few points: the lowest value of each stretch of time, the stretches
 * growing as the series does until they show a day. Not thread-safe.
 */
final class Sparkline {
    static final int POINTS = 60;
    private static final long DAY_MILLIS = 86_400_000;
    private static final long LONGEST = DAY_MILLIS / POINTS;

    private final float[] lows = new float[POINTS];
    private long stretchMillis = 1000;
    private long first = Long.MIN_VALUE;
    private int size;

    void add(long epochMillis, double value) {
        if (first == Long.MIN_VALUE) {
            first = Math.floorDiv(epochMillis, stretchMillis);
        }
        long index = Math.floorDiv(epochMillis, stretchMillis) - first;
        while (index >= POINTS && stretchMillis < LONGEST) {
            halve();
            index = Math.floorDiv(epochMillis, stretchMillis) - first;
        }
        if (index >= POINTS) {
            shift(index - POINTS + 1);
            index = POINTS - 1;
        }
        if (index < 0) {
            return;
        }
        while (size <= index) {
            lows[size++] = Float.NaN;
        }
        lows[(int) index] = lower(lows[(int) index], (float) value);
    }

    /** The points, oldest first; NaN where nothing was measured. */
    float[] points() {
        return Arrays.copyOf(lows, size);
    }

    private void halve() {
        long oldFirst = first;
        int oldSize = size;
        float[] old = lows.clone();
        stretchMillis *= 2;
        first = Math.floorDiv(oldFirst, 2);
        Arrays.fill(lows, Float.NaN);
        size = 0;
        for (int i = 0; i < oldSize; i++) {
            int to = (int) (Math.floorDiv(oldFirst + i, 2) - first);
            lows[to] = lower(lows[to], old[i]);
            size = to + 1;
        }
    }

    private void shift(long by) {
        int kept = (int) Math.max(0, size - by);
        System.arraycopy(lows, size - kept, lows, 0, kept);
        first += by;
        size = kept;
    }

    private static float lower(float a, float b) {
        return Float.isNaN(a) || b < a ? b : a;
    }
}
