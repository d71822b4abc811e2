package dev.tidemark.heap.memory;

/** A fixed number of {@code int} cells; made by {@link Columns}. */
public final class IntColumn {
    private final int[] cells;

    IntColumn(int count) {
        this.cells = new int[count];
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
