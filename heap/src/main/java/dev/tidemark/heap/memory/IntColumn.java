package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A fixed number of {@code int} cells; made by {@link Columns}.
 *
 * <p>A class for each place where cells can lie: nearly every line of an analysis meets only one of
 * them, and the compiler sees that line by line. An {@code if} in here is the same for all lines,
 * and made all of them half as fast again as soon as one column was in a file.
 */
public abstract sealed class IntColumn extends Column {
    private IntColumn() {}

    @Override
    final int width() {
        return Integer.BYTES;
    }

    public abstract int get(long index);

    public abstract void set(long index, int value);

    public abstract void add(long index, int value);

    /** Puts the cell that each value from 0 on is the index of in the place of that value. */
    public abstract void lookUp(int[] values, int count);

    /** Sets the first {@code count} cells. */
    public abstract void fill(long count, int value);

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public abstract void copyFrom(int[] values, int count, long index);

    /** Copies the {@code count} cells from {@code index} on to the start of an array. */
    public abstract void copyTo(long index, int count, int[] values);

    /** In an array. */
    static final class OnHeap extends IntColumn {
        private static final Recycler<int[]> RECYCLER =
                new Recycler<>(int[]::new, array -> array.length, array -> Arrays.fill(array, 0));
        private static final int[] RELEASED = new int[0];

        private int[] cells;

        OnHeap(int count) {
            cells = RECYCLER.take(count);
        }

        @Override
        void release() {
            int[] unused = cells;
            cells = RELEASED;
            RECYCLER.give(unused);
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(cells);
        }

        @Override
        public int get(long index) {
            return cells[(int) index];
        }

        @Override
        public void set(long index, int value) {
            cells[(int) index] = value;
        }

        @Override
        public void add(long index, int value) {
            cells[(int) index] += value;
        }

        @Override
        public void lookUp(int[] values, int count) {
            int[] array = cells;
            for (int i = 0; i < count; i++) {
                int value = values[i];
                values[i] = value < 0 ? value : array[value];
            }
        }

        @Override
        public void fill(long count, int value) {
            Arrays.fill(cells, 0, (int) count, value);
        }

        @Override
        public void copyFrom(int[] values, int count, long index) {
            System.arraycopy(values, 0, cells, (int) index, count);
        }

        @Override
        public void copyTo(long index, int count, int[] values) {
            System.arraycopy(cells, (int) index, values, 0, count);
        }
    }

    /** In a mapped file. */
    static final class InFile extends IntColumn {
        private static final ValueLayout.OfInt CELL = ValueLayout.JAVA_INT_UNALIGNED;

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
        public int get(long index) {
            return cells.get(CELL, index << 2);
        }

        @Override
        public void set(long index, int value) {
            cells.set(CELL, index << 2, value);
        }

        @Override
        public void add(long index, int value) {
            set(index, get(index) + value);
        }

        @Override
        public void lookUp(int[] values, int count) {
            for (int i = 0; i < count; i++) {
                int value = values[i];
                values[i] = value < 0 ? value : get(value);
            }
        }

        @Override
        public void fill(long count, int value) {
            for (long i = 0; i < count; i++) {
                set(i, value);
            }
        }

        @Override
        public void copyFrom(int[] values, int count, long index) {
            MemorySegment.copy(values, 0, cells, CELL, index << 2, count);
        }

        @Override
        public void copyTo(long index, int count, int[] values) {
            MemorySegment.copy(cells, CELL, index << 2, values, 0, count);
        }
    }
}
