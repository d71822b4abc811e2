/** What runs in the JVM of a scenario. */
@NullMarked
package dev.tidemark.gate.runner;

import org.jspecify.annotations.NullMarked;
