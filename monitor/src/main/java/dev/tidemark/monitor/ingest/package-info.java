/**
 * What others measure becomes series of ours: names and labels are understood, and readings handed
 * to the {@link dev.tidemark.monitor.fleet.Intake}. Receivers of what is pushed are here, what
 * fetches is in {@code ingest.pull}.
 */
@NullMarked
package dev.tidemark.monitor.ingest;

import org.jspecify.annotations.NullMarked;
