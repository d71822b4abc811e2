package dev.tidemark.heap.memory;

/** A fixed number of {@code long} cells; made by {@link Columns}. */
public final class LongColumn {
    private final long[] cells;

    LongColumn(int count) {
        this.cells = new long[count];
    }

    public long get(long index) {
        return cells[(int) index];
    }

    public void set(long index, long value) {
        cells[(int) index] = value;
    }

    public void add(long index, long value) {
        cells[(int) index] += value;
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(long[] values, int count, long index) {
        System.arraycopy(values, 0, cells, (int) index, count);
    }
}
