/**
 * What the monitor keeps: readings, how far they have been judged, and what came of it, in one
 * database. {@link dev.tidemark.monitor.store.Store} opens it.
 *
 * <p>Readings go through three places. {@code Recent} holds the last minutes or hours of each
 * process in memory, packed. What was added to it becomes one row of the {@code journal} every few
 * seconds, from which it is restored. When it is full, it becomes {@code chunks}, one for each
 * process, and its journal is deleted. Chunks become coarser as they age.
 */
@NullMarked
package dev.tidemark.monitor.store;

import org.jspecify.annotations.NullMarked;
