/**
 * Opened snapshot files as pages of JSON: every answer is bounded, whatever the size of the heap.
 */
@NullMarked
package dev.tidemark.monitor.snapshot;

import org.jspecify.annotations.NullMarked;
