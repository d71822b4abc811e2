package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the records of an array lie in the file, so that fields that are seldom needed stay there:
 * the offset of every {@value #STRIDE}th record, by chunk. 4 bytes for each of them.
 */
final class RecordIndex {
    /** Records from one mark to the next. */
    static final int STRIDE = 16;

    /** A run of neighbouring records. */
    static final class Chunk {
        private final long first;
        private final int count;
        private final long offset;
        private final int[] marks;

        /**
         * @param first index of its first record in the array
         * @param count records in it
         * @param offset of the chunk in the file
         * @param marks offsets of every {@value RecordIndex#STRIDE}th record, from {@code offset}
         *     on; kept
         */
        Chunk(long first, int count, long offset, int[] marks) {
            this.first = first;
            this.count = count;
            this.offset = offset;
            this.marks = marks;
        }
    }

    private final List<Chunk> chunks = new ArrayList<>();

    /** Where the last search ended; only a hint, so that threads may overwrite it as they like. */
    private int lastFound;

    /** Chunks come in the order of their records. */
    void append(Chunk chunk) {
        if (chunk.count > 0) {
            chunks.add(chunk);
        }
    }

    /** The greatest record with a mark that is not behind this one. */
    long markBefore(long record) {
        Chunk chunk = chunks.get(chunkOf(record));
        return record - (record - chunk.first) % STRIDE;
    }

    /** The offset of that record, or of the comma before it. */
    long offsetOfMark(long record) {
        Chunk chunk = chunks.get(chunkOf(record));
        return chunk.offset + chunk.marks[(int) (record - chunk.first) / STRIDE];
    }

    /** The offset of a record, or of the comma before it. */
    long offsetOf(long record, SnapshotBytes bytes, int width) throws SnapshotFormatException {
        JsonCursor json = new JsonCursor(bytes, offsetOfMark(record));
        for (long left = record - markBefore(record); left > 0; left--) {
            json.skip(',');
            for (int i = 0; i < width; i++) {
                if (i > 0) {
                    json.expect(',');
                }
                json.number();
            }
        }
        json.skip(',');
        json.peek();
        return json.position();
    }

    private int chunkOf(long record) {
        int near = lastFound;
        if (near < chunks.size() && holds(near, record)) {
            return near;
        }
        int low = 0;
        int high = chunks.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (chunks.get(middle).first <= record) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        lastFound = low;
        return low;
    }

    private boolean holds(int chunk, long record) {
        return record >= chunks.get(chunk).first
                && record < chunks.get(chunk).first + chunks.get(chunk).count;
    }
}
