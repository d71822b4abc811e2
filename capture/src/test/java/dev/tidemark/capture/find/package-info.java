@NullMarked
package dev.tidemark.capture.find;

import org.jspecify.annotations.NullMarked;
