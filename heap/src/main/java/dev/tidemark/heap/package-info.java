/**
 * A heap as a graph: snapshot files are read into it, and dominators, retained sizes and retaining
 * paths come out.
 */
@NullMarked
package dev.tidemark.heap;

import org.jspecify.annotations.NullMarked;
