package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A fixed number of {@code long} cells; made by {@link Columns}.
 *
 * <p>A class for each place where cells can lie: nearly every line of an analysis meets only one of
 * them, and the compiler sees that line by line. An {@code if} in here is the same for all lines,
 * and made all of them half as fast again as soon as one column was in a file.
 */
public abstract sealed class LongColumn extends Column {
    private LongColumn() {}

    @Override
    final int width() {
        return Long.BYTES;
    }

    public abstract long get(long index);

    public abstract void set(long index, long value);

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public abstract void copyFrom(long[] values, int count, long index);

    /** Copies the {@code count} cells from {@code index} on to the start of an array. */
    public abstract void copyTo(long index, int count, long[] values);

    /** In an array. */
    static final class OnHeap extends LongColumn {
        private static final Recycler<long[]> RECYCLER =
                new Recycler<>(long[]::new, array -> array.length, array -> Arrays.fill(array, 0));
        private static final long[] RELEASED = new long[0];

        private long[] cells;

        OnHeap(int count) {
            cells = RECYCLER.take(count);
        }

        @Override
        void release() {
            long[] unused = cells;
            cells = RELEASED;
            RECYCLER.give(unused);
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(cells);
        }

        @Override
        public long get(long index) {
            return cells[(int) index];
        }

        @Override
        public void set(long index, long value) {
            cells[(int) index] = value;
        }

        @Override
        public void copyFrom(long[] values, int count, long index) {
            System.arraycopy(values, 0, cells, (int) index, count);
        }

        @Override
        public void copyTo(long index, int count, long[] values) {
            System.arraycopy(cells, (int) index, values, 0, count);
        }
    }

    /** In a mapped file. */
    static final class InFile extends LongColumn {
        private static final ValueLayout.OfLong CELL = ValueLayout.JAVA_LONG_UNALIGNED;

        private MemorySegment cells;

        InFile(MemorySegment cells) {
            this.cells = cells;
        }

        @Override
        void release() {
            cells = MemorySegment.NULL;
        }

        @Override
        MemorySegment memory() {
            return cells;
        }

        @Override
        public long get(long index) {
            return cells.get(CELL, index << 3);
        }

        @Override
        public void set(long index, long value) {
            cells.set(CELL, index << 3, value);
        }

        @Override
        public void copyFrom(long[] values, int count, long index) {
            MemorySegment.copy(values, 0, cells, CELL, index << 3, count);
        }

        @Override
        public void copyTo(long index, int count, long[] values) {
            MemorySegment.copy(cells, CELL, index << 3, values, 0, count);
        }
    }
}
