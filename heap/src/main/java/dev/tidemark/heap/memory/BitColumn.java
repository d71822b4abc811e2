package dev.tidemark.heap.memory;

/** A fixed number of bits; made by {@link Columns}. */
public final class BitColumn {
    private final long[] words;

    BitColumn(int count) {
        this.words = new long[(count >>> 6) + 1];
    }

    public boolean get(long index) {
        return (words[(int) (index >>> 6)] & (1L << index)) != 0;
    }

    public void set(long index) {
        words[(int) (index >>> 6)] |= 1L << index;
    }

    public void clear(long index) {
        words[(int) (index >>> 6)] &= ~(1L << index);
    }
}
