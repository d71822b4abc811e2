/** Columns of numbers: one entry per object or reference of a heap. */
@NullMarked
package dev.tidemark.heap.memory;

import org.jspecify.annotations.NullMarked;
