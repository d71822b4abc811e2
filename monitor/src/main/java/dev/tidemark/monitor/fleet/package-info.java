/**
 * What the parts of the monitor say to each other: which processes are watched, what was measured
 * of them, and what is known of them now.
 */
@NullMarked
package dev.tidemark.monitor.fleet;

import org.jspecify.annotations.NullMarked;
