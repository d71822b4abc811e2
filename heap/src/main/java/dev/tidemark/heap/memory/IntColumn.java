package dev.tidemark.heap.memory;

import java.util.Arrays;

/** A fixed number of {@code int} cells; made by {@link Columns}. */
public final class IntColumn {
    private static final Recycler<int[]> RECYCLER =
            new Recycler<>(int[]::new, array -> array.length, array -> Arrays.fill(array, 0));
    private static final int[] RELEASED = new int[0];

    private int[] cells;

    IntColumn(int count) {
        this.cells = RECYCLER.take(count);
    }

    void release() {
        int[] unused = cells;
        cells = RELEASED;
        RECYCLER.give(unused);
    }

    public int get(long index) {
        return cells[(int) index];
    }

    public void set(long index, int value) {
        cells[(int) index] = value;
    }

    public void add(long index, int value) {
        cells[(int) index] += value;
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(int[] values, int count, long index) {
        System.arraycopy(values, 0, cells, (int) index, count);
    }
}
