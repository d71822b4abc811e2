package dev.tidemark.monitor.store;

import java.time.Duration;

/**
 * How much is held back, and for how long.
 *
 * @param commitEvery how often what came in is written
 * @param segmentAge how long readings gather in memory before they become chunks
 * @param segmentBytes of memory, after which they become chunks earlier
 * @param memoryBytes of memory for readings altogether, which are needed only while the database
 *     takes nothing; what is beyond is dropped
 */
record StoreLimits(Duration commitEvery, Duration segmentAge, long segmentBytes, long memoryBytes) {

    /** For this JVM: a twentieth of its heap for a segment, an eighth for all. */
    static StoreLimits standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return new StoreLimits(Duration.ofSeconds(3), Duration.ofHours(2), heap / 20, heap / 8);
    }
}
