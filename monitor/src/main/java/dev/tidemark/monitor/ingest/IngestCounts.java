package dev.tidemark.monitor.ingest;

/**
 * What came in from outside since the monitor started.
 *
 * @param requests that were received, and pages that were fetched
 * @param rejected of them: broken, too large, or at a bad time
 * @param samples readings of series that are understood
 * @param ignored readings of other series
 * @param refused readings left out because there are as many series as are allowed
 * @param standby readings left out because another series tells the same
 */
public record IngestCounts(
        long requests, long rejected, long samples, long ignored, long refused, long standby) {}
