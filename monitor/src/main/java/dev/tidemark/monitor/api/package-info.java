/**
 * What the monitor tells over HTTP: the fleet, each process, what has happened, as JSON under
 * {@code /api/v1} and as a stream of events. docs/monitor/api.md lists it.
 */
@NullMarked
package dev.tidemark.monitor.api;

import org.jspecify.annotations.NullMarked;
