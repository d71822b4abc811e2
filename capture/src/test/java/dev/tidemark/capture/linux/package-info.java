@NullMarked
package dev.tidemark.capture.linux;

import org.jspecify.annotations.NullMarked;
