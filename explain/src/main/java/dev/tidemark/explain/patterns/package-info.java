/** What leaks look like: one small class for each pattern, none knowing another. */
@NullMarked
package dev.tidemark.explain.patterns;

import org.jspecify.annotations.NullMarked;
