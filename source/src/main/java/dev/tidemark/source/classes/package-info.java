/** Reads from the class files of a JVM's program what its code does with a field. */
@NullMarked
package dev.tidemark.source.classes;

import org.jspecify.annotations.NullMarked;
