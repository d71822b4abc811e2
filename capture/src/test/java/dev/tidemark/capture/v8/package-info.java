@NullMarked
package dev.tidemark.capture.v8;

import org.jspecify.annotations.NullMarked;
