package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;

/** Cells in an array on the Java heap or, where that is short, in a mapped file. */
abstract sealed class Column permits IntColumn, LongColumn, ByteColumn {
    Column() {}

    /** Makes the column unusable; its array may serve another one from now on. */
    abstract void release();

    /** Bytes of a cell. */
    abstract int width();

    /** The cells, and maybe more behind them. */
    abstract MemorySegment memory();
}
