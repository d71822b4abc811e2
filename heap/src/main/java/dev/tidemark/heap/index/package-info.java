/**
 * What was found out about a snapshot, kept in a file beside it, so that a second look is quick.
 */
@NullMarked
package dev.tidemark.heap.index;

import org.jspecify.annotations.NullMarked;
