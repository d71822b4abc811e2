package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A fixed number of {@code byte} cells; made by {@link Columns}.
 *
 * <p>A class for each place where cells can lie: nearly every line of an analysis meets only one of
 * them, and the compiler sees that line by line. An {@code if} in here is the same for all lines,
 * and made all of them half as fast again as soon as one column was in a file.
 */
public abstract sealed class ByteColumn extends Column {
    private ByteColumn() {}

    @Override
    final int width() {
        return Byte.BYTES;
    }

    public abstract byte get(long index);

    public abstract void set(long index, byte value);

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public abstract void copyFrom(byte[] values, int count, long index);

    /** Copies the {@code count} cells from {@code index} on to the start of an array. */
    public abstract void copyTo(long index, int count, byte[] values);

    /** In an array. */
    static final class OnHeap extends ByteColumn {
        private static final Recycler<byte[]> RECYCLER =
                new Recycler<>(
                        byte[]::new, array -> array.length, array -> Arrays.fill(array, (byte) 0));
        private static final byte[] RELEASED = new byte[0];

        private byte[] cells;

        OnHeap(int count) {
            cells = RECYCLER.take(count);
        }

        @Override
        void release() {
            byte[] unused = cells;
            cells = RELEASED;
            RECYCLER.give(unused);
        }

        @Override
        MemorySegment memory() {
            return MemorySegment.ofArray(cells);
        }

        @Override
        public byte get(long index) {
            return cells[(int) index];
        }

        @Override
        public void set(long index, byte value) {
            cells[(int) index] = value;
        }

        @Override
        public void copyFrom(byte[] values, int count, long index) {
            System.arraycopy(values, 0, cells, (int) index, count);
        }

        @Override
        public void copyTo(long index, int count, byte[] values) {
            System.arraycopy(cells, (int) index, values, 0, count);
        }
    }

    /** In a mapped file. */
    static final class InFile extends ByteColumn {
        private static final ValueLayout.OfByte CELL = ValueLayout.JAVA_BYTE;

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
        public byte get(long index) {
            return cells.get(CELL, index);
        }

        @Override
        public void set(long index, byte value) {
            cells.set(CELL, index, value);
        }

        @Override
        public void copyFrom(byte[] values, int count, long index) {
            MemorySegment.copy(values, 0, cells, CELL, index, count);
        }

        @Override
        public void copyTo(long index, int count, byte[] values) {
            MemorySegment.copy(cells, CELL, index, values, 0, count);
        }
    }
}
