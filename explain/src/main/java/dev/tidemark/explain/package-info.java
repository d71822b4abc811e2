/**
 * Facts about heaps become findings: which leak it is, the evidence for and against, and the fix.
 */
@NullMarked
package dev.tidemark.explain;

import org.jspecify.annotations.NullMarked;
