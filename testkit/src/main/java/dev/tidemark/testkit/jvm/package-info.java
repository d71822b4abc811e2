/**
 * Heaps of JVMs drawn as their Java would have made them, and the HPROF dumps that they become,
 * sound or broken.
 */
@NullMarked
package dev.tidemark.testkit.jvm;

import org.jspecify.annotations.NullMarked;
