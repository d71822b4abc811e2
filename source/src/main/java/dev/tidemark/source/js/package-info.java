/** Reads just enough of JavaScript to know what is declared where. */
@NullMarked
package dev.tidemark.source.js;

import org.jspecify.annotations.NullMarked;
