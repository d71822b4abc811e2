/** From what a person types, or from nothing, to targets that can be examined. */
@NullMarked
package dev.tidemark.capture.find;

import org.jspecify.annotations.NullMarked;
