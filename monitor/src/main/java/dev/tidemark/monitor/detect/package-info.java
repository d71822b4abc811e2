/**
 * Puts what sources hand in together into samples of a process, keeps them, and judges each process
 * with a detector of its own.
 */
@NullMarked
package dev.tidemark.monitor.detect;

import org.jspecify.annotations.NullMarked;
