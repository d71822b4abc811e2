package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.file.SnapshotBytes;

/**
 * Cuts an array of numbers into chunks of whole records, so that several threads can parse it. The
 * same chunk has the same borders whoever asks. Behind the array's end, which is not known
 * beforehand, the borders mean nothing.
 */
interface Chunks {
    /** A chunk ends at most this far behind its last byte: no record is longer. */
    int OVERHANG = 1 << 12;

    /** The offset at which a chunk starts: the array's, or the comma before its first record. */
    long startOf(long chunk);

    /**
     * The way to cut an array.
     *
     * @param start offset of its first number
     * @param width numbers in a record
     * @param size bytes from one chunk to the next, roughly
     */
    static Chunks of(SnapshotBytes bytes, long start, int width, int size) {
        return hasRecordLines(bytes, start, width)
                ? new ByLine(bytes, start, size)
                : new ByComma(bytes, start, width, size);
    }

    /** Whether the first record is followed by a line break, and all others then are too. */
    private static boolean hasRecordLines(SnapshotBytes bytes, long start, int width) {
        int commas = 0;
        long last = Math.min(bytes.size(), start + OVERHANG);
        for (long at = start; at < last; at++) {
            byte b = bytes.at(at);
            if (b == ',') {
                commas++;
            } else if (b == '\n') {
                return commas == width - 1;
            }
        }
        return false;
    }

    /**
     * For arrays with one record a line, as V8 wrote them until Node 22: no bytes are read twice.
     */
    final class ByLine implements Chunks {
        private final SnapshotBytes bytes;
        private final long start;
        private final int size;

        ByLine(SnapshotBytes bytes, long start, int size) {
            this.bytes = bytes;
            this.start = start;
            this.size = size;
        }

        @Override
        public long startOf(long chunk) {
            long from = Math.min(start + chunk * size, bytes.size());
            long last = Math.min(from + OVERHANG, bytes.size());
            for (long at = from; chunk > 0 && at < last; at++) {
                if (bytes.at(at) == '\n') {
                    return at + 1;
                }
            }
            return from;
        }
    }

    /** For arrays in one line, as V8 writes them since Node 24: the commas are counted first. */
    final class ByComma implements Chunks {
        private static final long ONES = 0x0101010101010101L;
        private static final long COMMAS = ONES * ',';
        private static final long LOW_BITS = ONES * 0x7f;

        private final SnapshotBytes bytes;
        private final long start;
        private final int width;
        private final int size;
        private final LongList commasBefore = new LongList();

        ByComma(SnapshotBytes bytes, long start, int width, int size) {
            this.bytes = bytes;
            this.start = start;
            this.width = width;
            this.size = size;
            commasBefore.add(0);
        }

        @Override
        public long startOf(long chunk) {
            long from = Math.min(start + chunk * size, bytes.size());
            long last = Math.min(from + OVERHANG, bytes.size());
            long commas = commasBefore((int) chunk);
            for (long at = from; chunk > 0 && at < last; at++) {
                if (bytes.at(at) == ',' && ++commas % width == 0) {
                    return at;
                }
            }
            return from;
        }

        /** Threads wait for the one that counts, which takes a fraction of the time of parsing. */
        private synchronized long commasBefore(int chunk) {
            while (commasBefore.size() <= chunk) {
                int last = commasBefore.size() - 1;
                commasBefore.add(commasBefore.get(last) + count(start + (long) last * size));
            }
            return commasBefore.get(chunk);
        }

        /** Commas in the {@code size} bytes from an offset on, or up to the end of the file. */
        private long count(long from) {
            long end = Math.min(from + size, bytes.size());
            long at = from;
            long commas = 0;
            for (; at + Long.BYTES <= end; at += Long.BYTES) {
                long other = bytes.word(at) ^ COMMAS;
                long notZero = ((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS;
                commas += Long.bitCount(~notZero);
            }
            for (; at < end; at++) {
                commas += bytes.at(at) == ',' ? 1 : 0;
            }
            return commas;
        }
    }
}
