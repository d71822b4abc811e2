/** Who owns an object, and by what path a person would name it. */
@NullMarked
package dev.tidemark.heap.analyse.path;

import org.jspecify.annotations.NullMarked;
