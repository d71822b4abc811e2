/**
 * Sources that fetch: processes of this machine, pages of metrics, other Prometheus servers; and
 * how their targets are found.
 */
@NullMarked
package dev.tidemark.monitor.ingest.pull;

import org.jspecify.annotations.NullMarked;
