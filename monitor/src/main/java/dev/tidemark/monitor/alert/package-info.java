/**
 * Verdicts become alerts: what is worth waking somebody for, once, and what became of it. {@link
 * dev.tidemark.monitor.alert.AlertBook} decides; it knows neither disk, nor network, nor time.
 */
@NullMarked
package dev.tidemark.monitor.alert;

import org.jspecify.annotations.NullMarked;
