package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A fixed number of {@code byte} cells outside of the Java heap; made by {@link Columns}. */
public final class ByteColumn {
    private static final ValueLayout.OfByte CELL = ValueLayout.JAVA_BYTE;

    private final MemorySegment cells;

    ByteColumn(MemorySegment cells) {
        this.cells = cells;
    }

    public byte get(long index) {
        return cells.getAtIndex(CELL, index);
    }

    public void set(long index, byte value) {
        cells.setAtIndex(CELL, index, value);
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(byte[] values, int count, long index) {
        MemorySegment.copy(values, 0, cells, CELL, index * CELL.byteSize(), count);
    }
}
