@NullMarked
package dev.tidemark.capture.jvm;

import org.jspecify.annotations.NullMarked;
