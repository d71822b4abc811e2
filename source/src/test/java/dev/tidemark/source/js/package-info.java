@NullMarked
package dev.tidemark.source.js;

import org.jspecify.annotations.NullMarked;
