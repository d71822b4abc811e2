/** Text files as they lie on disk. */
@NullMarked
package dev.tidemark.source.read;

import org.jspecify.annotations.NullMarked;
