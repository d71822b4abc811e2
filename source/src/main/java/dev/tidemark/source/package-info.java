/** From the scripts that run back to the files that people wrote. */
@NullMarked
package dev.tidemark.source;

import org.jspecify.annotations.NullMarked;
