package dev.tidemark.capture.jvm;

import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotEstimate.CountSource;
import dev.tidemark.model.Bytes;
import java.time.Duration;

/**
 * What a heap dump costs, by the heap in use. Measured on heaps of 700 and 808 MB;
 * docs/decisions/0009 says how. Memory is not what it costs: the JVM writes as it walks.
 */
final class JvmCost {
    private static final double SECONDS_PER_BYTE = 4.7e-9;
    private static final double SECONDS_PER_BYTE_PACKED = 16.7e-9;
    private static final double FILE_BYTES_PER_BYTE = 1.4;
    private static final double FILE_BYTES_PER_BYTE_PACKED = 0.35;
    private static final double CLASSES_FILE_BYTES = 4e6;
    private static final double USUAL_MEAN_OBJECT = 50;
    private static final double EXTRA = 2e6;
    private static final double EXTRA_AT_WORST = 32e6;

    private JvmCost() {}

    /**
     * An estimate for a heap with so many bytes in use.
     *
     * @param packed whether the JVM compresses the dump
     */
    static SnapshotEstimate estimate(double used, boolean packed, Bytes rss, MemoryRoom room) {
        return new SnapshotEstimate(
                (long) (used / USUAL_MEAN_OBJECT),
                CountSource.HEAP_SIZE,
                Bytes.of(used),
                Bytes.of(fileBytes(used, packed)),
                Duration.ofMillis(
                        (long)
                                (1000
                                        * used
                                        * (packed ? SECONDS_PER_BYTE_PACKED : SECONDS_PER_BYTE))),
                rss,
                Bytes.of(EXTRA),
                Bytes.of(EXTRA_AT_WORST),
                room);
    }

    private static double fileBytes(double used, boolean packed) {
        return CLASSES_FILE_BYTES
                + used * (packed ? FILE_BYTES_PER_BYTE_PACKED : FILE_BYTES_PER_BYTE);
    }
}
