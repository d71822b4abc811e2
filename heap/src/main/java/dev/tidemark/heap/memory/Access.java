package dev.tidemark.heap.memory;

/** How the cells of a column are mostly visited. Where memory is short it decides who stays. */
public enum Access {
    /** Here and there: an array is twice as fast as a file. */
    RANDOM,

    /** In the order in which they lie, or seldom: a file costs little. */
    SWEPT
}
