package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A fixed number of {@code long} cells outside of the Java heap; made by {@link Columns}. */
public final class LongColumn {
    // Unaligned: the cells are aligned, and this layout spares the check of it on each access.
    private static final ValueLayout.OfLong CELL = ValueLayout.JAVA_LONG_UNALIGNED;

    private final MemorySegment cells;

    LongColumn(MemorySegment cells) {
        this.cells = cells;
    }

    public long get(long index) {
        return cells.getAtIndex(CELL, index);
    }

    public void set(long index, long value) {
        cells.setAtIndex(CELL, index, value);
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(long[] values, int count, long index) {
        MemorySegment.copy(values, 0, cells, CELL, index * CELL.byteSize(), count);
    }

    public void add(long index, long value) {
        cells.setAtIndex(CELL, index, cells.getAtIndex(CELL, index) + value);
    }
}
