/** Snapshots without their secrets: what is put in the place of contents. */
@NullMarked
package dev.tidemark.heap.redact;

import org.jspecify.annotations.NullMarked;
