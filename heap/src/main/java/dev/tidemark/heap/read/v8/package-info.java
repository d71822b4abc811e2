/** Reads the heap snapshots that V8 writes: Node.js, Chrome, Deno, Electron. */
@NullMarked
package dev.tidemark.heap.read.v8;

import org.jspecify.annotations.NullMarked;
