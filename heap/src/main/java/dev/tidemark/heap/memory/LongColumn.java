package dev.tidemark.heap.memory;

import java.util.Arrays;

/** A fixed number of {@code long} cells; made by {@link Columns}. */
public final class LongColumn {
    private static final Recycler<long[]> RECYCLER =
            new Recycler<>(long[]::new, array -> array.length, array -> Arrays.fill(array, 0));
    private static final long[] RELEASED = new long[0];

    private long[] cells;

    LongColumn(int count) {
        this.cells = RECYCLER.take(count);
    }

    void release() {
        long[] unused = cells;
        cells = RELEASED;
        RECYCLER.give(unused);
    }

    public long get(long index) {
        return cells[(int) index];
    }

    public void set(long index, long value) {
        cells[(int) index] = value;
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(long[] values, int count, long index) {
        System.arraycopy(values, 0, cells, (int) index, count);
    }
}
