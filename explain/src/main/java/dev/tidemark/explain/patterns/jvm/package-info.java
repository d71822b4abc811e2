/** How programs on the JVM leak: one small class for each pattern, none knowing another. */
@NullMarked
package dev.tidemark.explain.patterns.jvm;

import org.jspecify.annotations.NullMarked;
