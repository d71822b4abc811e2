/** How programs on V8 leak: one small class for each pattern, none knowing another. */
@NullMarked
package dev.tidemark.explain.patterns.v8;

import org.jspecify.annotations.NullMarked;
