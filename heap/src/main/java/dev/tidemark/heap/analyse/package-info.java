/** What follows from a heap graph: dominators, retained sizes, types, paths, growth. */
@NullMarked
package dev.tidemark.heap.analyse;

import org.jspecify.annotations.NullMarked;
