package dev.tidemark.heap.memory;

/** Cells in an array on the Java heap or, where that is short, in a mapped file. */
sealed interface Column permits IntColumn, LongColumn, ByteColumn {
    /** Makes the column unusable; its array may serve another one from now on. */
    void release();
}
