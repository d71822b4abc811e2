package dev.tidemark.heap.memory;

import java.util.Arrays;

/** A list of numbers that grows as needed. */
public final class LongList {
    private long[] values = new long[16];
    private int size;

    public void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    public long get(int index) {
        return values[index];
    }

    public int size() {
        return size;
    }

    /** The numbers, copied. */
    public long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    /** A list of these numbers, which may grow. */
    public static LongList of(long[] numbers) {
        LongList list = new LongList();
        list.values = numbers.length == 0 ? list.values : numbers.clone();
        list.size = numbers.length;
        return list;
    }
}
