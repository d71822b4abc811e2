/** What all readers of snapshot files share. */
@NullMarked
package dev.tidemark.heap.read;

import org.jspecify.annotations.NullMarked;
