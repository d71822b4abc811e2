/** Columns of numbers outside of the Java heap, for data that has one entry per object. */
@NullMarked
package dev.tidemark.heap.memory;

import org.jspecify.annotations.NullMarked;
