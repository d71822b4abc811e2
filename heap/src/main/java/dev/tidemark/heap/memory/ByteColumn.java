package dev.tidemark.heap.memory;

import java.util.Arrays;

/** A fixed number of {@code byte} cells; made by {@link Columns}. */
public final class ByteColumn {
    private static final Recycler<byte[]> RECYCLER =
            new Recycler<>(
                    byte[]::new, array -> array.length, array -> Arrays.fill(array, (byte) 0));
    private static final byte[] RELEASED = new byte[0];

    private byte[] cells;

    ByteColumn(int count) {
        this.cells = RECYCLER.take(count);
    }

    void release() {
        byte[] unused = cells;
        cells = RELEASED;
        RECYCLER.give(unused);
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
