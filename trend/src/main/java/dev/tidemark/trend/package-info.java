/** A memory series becomes a verdict: leaking, settled, steady, or not yet decidable. */
@NullMarked
package dev.tidemark.trend;

import org.jspecify.annotations.NullMarked;
