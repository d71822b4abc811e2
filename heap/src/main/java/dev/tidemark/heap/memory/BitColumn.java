package dev.tidemark.heap.memory;

/** A fixed number of bits; made by {@link Columns}. */
public final class BitColumn {
    private final LongColumn words;

    BitColumn(LongColumn words) {
        this.words = words;
    }

    public boolean get(long index) {
        return (words.get(index >>> 6) & (1L << index)) != 0;
    }

    public void set(long index) {
        words.set(index >>> 6, words.get(index >>> 6) | (1L << index));
    }

    public void clear(long index) {
        words.set(index >>> 6, words.get(index >>> 6) & ~(1L << index));
    }
}
