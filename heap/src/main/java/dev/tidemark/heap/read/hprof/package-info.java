/** Reads the heap dumps of JVMs (HPROF) into graphs. */
@NullMarked
package dev.tidemark.heap.read.hprof;

import org.jspecify.annotations.NullMarked;
