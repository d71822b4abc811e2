package dev.tidemark.capture.v8;

import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotEstimate.CountSource;
import dev.tidemark.model.Bytes;
import java.time.Duration;

/**
 * From the number of objects to the cost of a snapshot, for one version of V8.
 *
 * <p>The figures were fitted to snapshots of real processes; docs/decisions/0002 says how. Text
 * costs apart from objects, since V8 copies up to 1024 characters of every string, and what it has
 * written but we have not read waits in the target's memory.
 *
 * @param bytesPerObject most likely extra memory
 * @param nanosPerObject most likely pause
 */
record SnapshotCost(double bytesPerObject, double nanosPerObject) {
    /** Two words and a map: what heaps that are nothing but small objects come down to. */
    static final double SMALLEST_MEAN_OBJECT = 33;

    private static final double USUAL_MEAN_OBJECT = 46;
    private static final double BYTES_PER_OBJECT_AT_WORST = 650;

    /** Tables that even a small heap needs. */
    private static final double EXTRA = 10e6;

    private static final double EXTRA_AT_WORST = 32e6;
    private static final double FILE_BYTES_PER_OBJECT = 80;
    private static final double EXTRA_PER_BYTE_OF_CONTENT = 0.8;
    private static final double EXTRA_PER_BYTE_OF_CONTENT_AT_WORST = 1.5;

    /** The figures for a major version of Node.js; those of the newest if it is 0. */
    static SnapshotCost ofNode(int major) {
        return major > 0 && major <= 20 ? new SnapshotCost(450, 5000) : new SnapshotCost(420, 3000);
    }

    /** Most objects that a heap can hold; large objects are few. */
    static long mostObjects(long heapBytes, long largeObjectBytes) {
        return (long) ((heapBytes - largeObjectBytes) / SMALLEST_MEAN_OBJECT);
    }

    /** A likely number of objects. */
    static long usualObjects(long heapBytes, long largeObjectBytes) {
        return (long) ((heapBytes - largeObjectBytes) / USUAL_MEAN_OBJECT);
    }

    /** Most objects in a snapshot of a heap with so many: every buffer brings native ones. */
    static long mostNodes(long counted) {
        return (long) (counted * 1.5);
    }

    SnapshotEstimate estimate(Heap heap, long objects, long objectsAtWorst, CountSource source) {
        double content = Math.max(0, heap.small() - objects * USUAL_MEAN_OBJECT);
        return new SnapshotEstimate(
                objects,
                source,
                Bytes.of(heap.used()),
                Bytes.of(objects * FILE_BYTES_PER_OBJECT + content * 0.6),
                Duration.ofNanos((long) (objects * nanosPerObject + content * 10)),
                heap.rss(),
                Bytes.of(EXTRA + objects * bytesPerObject + content * EXTRA_PER_BYTE_OF_CONTENT),
                Bytes.of(
                        EXTRA_AT_WORST
                                + objectsAtWorst * BYTES_PER_OBJECT_AT_WORST
                                + content * EXTRA_PER_BYTE_OF_CONTENT_AT_WORST),
                heap.room());
    }

    /**
     * The heap that a snapshot would be taken of.
     *
     * @param used bytes in use, garbage included
     * @param large the part of it in objects of more than a heap page
     */
    record Heap(long used, long large, Bytes rss, MemoryRoom room) {
        long small() {
            return used - large;
        }
    }
}
