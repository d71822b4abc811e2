package dev.tidemark.heap.memory;

/** A fixed number of {@code byte} cells; made by {@link Columns}. */
public final class ByteColumn {
    private final byte[] cells;

    ByteColumn(int count) {
        this.cells = new byte[count];
    }

    public byte get(long index) {
        return cells[(int) index];
    }

    public void set(long index, byte value) {
        cells[(int) index] = value;
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(byte[] values, int count, long index) {
        System.arraycopy(values, 0, cells, (int) index, count);
    }
}
