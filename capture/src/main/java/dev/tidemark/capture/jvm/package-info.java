/** JVMs: reached by their attach socket or by JMX, sampled, collected, counted and dumped. */
@NullMarked
package dev.tidemark.capture.jvm;

import org.jspecify.annotations.NullMarked;
