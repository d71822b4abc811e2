package dev.tidemark.heap.read.v8;

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

    /** Chunks come in the order of their records. */
    void append(Chunk chunk) {
        if (chunk.count > 0) {
            chunks.add(chunk);
        }
    }

    /** Moves the cursor to the first number of a record. */
    void seek(JsonCursor json, long record, int width) {
        Chunk chunk = chunks.get(chunkOf(record));
        int local = (int) (record - chunk.first);
        json.moveTo(chunk.offset + chunk.marks[local / STRIDE]);
        json.skip(',');
        RecordCursor.skipNumbers(json, (local % STRIDE) * width);
    }

    private int chunkOf(long record) {
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
        return low;
    }
}
