/** What a leak pattern is, and what it may ask; the patterns themselves are sorted by runtime. */
@NullMarked
package dev.tidemark.explain.patterns;

import org.jspecify.annotations.NullMarked;
