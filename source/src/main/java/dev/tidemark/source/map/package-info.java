/** Source maps: from a position in a script to the file, line and name that it was made from. */
@NullMarked
package dev.tidemark.source.map;

import org.jspecify.annotations.NullMarked;
