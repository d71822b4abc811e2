/** Snapshot files as bytes: unpacked where they are packed, mapped, and read by several threads. */
@NullMarked
package dev.tidemark.heap.read.file;

import org.jspecify.annotations.NullMarked;
