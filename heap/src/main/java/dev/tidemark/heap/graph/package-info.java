/** The heap of one process at one moment as a graph of objects and references. */
@NullMarked
package dev.tidemark.heap.graph;

import org.jspecify.annotations.NullMarked;
