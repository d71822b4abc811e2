/** Small programs that leak or do not, and what it takes to run them in tests. */
@NullMarked
package dev.tidemark.testkit.programs;

import org.jspecify.annotations.NullMarked;
