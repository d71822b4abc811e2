/** What Prometheus learns of the monitor. */
@NullMarked
package dev.tidemark.monitor.metrics;

import org.jspecify.annotations.NullMarked;
