package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A fixed number of {@code int} cells outside of the Java heap; made by {@link Columns}. */
public final class IntColumn {
    // Unaligned: the cells are aligned, and this layout spares the check of it on each access.
    private static final ValueLayout.OfInt CELL = ValueLayout.JAVA_INT_UNALIGNED;

    private final MemorySegment cells;

    IntColumn(MemorySegment cells) {
        this.cells = cells;
    }

    public int get(long index) {
        return cells.getAtIndex(CELL, index);
    }

    public void set(long index, int value) {
        cells.setAtIndex(CELL, index, value);
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(int[] values, int count, long index) {
        MemorySegment.copy(values, 0, cells, CELL, index * CELL.byteSize(), count);
    }

    public void add(long index, int value) {
        cells.setAtIndex(CELL, index, cells.getAtIndex(CELL, index) + value);
    }
}
