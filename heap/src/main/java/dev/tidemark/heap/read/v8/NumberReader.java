package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;

/** Reads the numbers of an array one after the other, and tells where in the file each one is. */
final class NumberReader {
    private static final int WINDOW_BYTES = 1 << 16;
    private static final int LONGEST_NUMBER = 18;

    private final SnapshotBytes bytes;
    private final byte[] window = new byte[WINDOW_BYTES];
    private long windowStart;
    private int filled;
    private int at;
    private int start;
    private boolean first = true;

    /**
     * @param from offset behind the array's bracket
     */
    NumberReader(SnapshotBytes bytes, long from) {
        this.bytes = bytes;
        this.windowStart = from;
    }

    /** Whether there is another number; the array's closing bracket is passed if not. */
    boolean hasNext() throws SnapshotFormatException {
        int next = peek();
        if (next == ']') {
            at++;
            return false;
        }
        if (!first) {
            if (next != ',') {
                throw unexpected("',' or ']'");
            }
            at++;
            peek();
        }
        first = false;
        return true;
    }

    /** The number that {@link #hasNext} has found; see {@link JsonCursor#number} for signs. */
    long next() throws SnapshotFormatException {
        if (filled - at <= LONGEST_NUMBER + 1) {
            refill();
        }
        start = at;
        if (at < filled && window[at] == '-') {
            at++;
            int sign = start;
            long size = digits();
            start = sign;
            if (size > 1L << 31) {
                throw unexpected("a number from -2^31 on");
            }
            return (1L << 32) - size;
        }
        return digits();
    }

    private long digits() throws SnapshotFormatException {
        start = at;
        long value = 0;
        while (at < filled && window[at] >= '0' && window[at] <= '9') {
            value = value * 10 + (window[at++] - '0');
        }
        if (at == start || at - start > LONGEST_NUMBER) {
            throw unexpected("a number below 10^18");
        }
        return value;
    }

    /** Reads the numbers of a record; false at the array's end. */
    boolean next(long[] record) throws SnapshotFormatException {
        for (int i = 0; i < record.length; i++) {
            if (!hasNext()) {
                if (i == 0) {
                    return false;
                }
                throw bytes.unexpected(position() - 1, "the rest of a record");
            }
            record[i] = next();
        }
        return true;
    }

    /** Offset of the number that was read last. */
    long start() {
        return windowStart + start;
    }

    /** Offset behind what was read. */
    long position() {
        return windowStart + at;
    }

    private int peek() throws SnapshotFormatException {
        while (true) {
            if (at == filled) {
                refill();
                if (filled == 0) {
                    throw unexpected("the rest of an array");
                }
            }
            byte next = window[at];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next;
            }
            at++;
        }
    }

    private void refill() {
        windowStart += at;
        filled = (int) Math.min(WINDOW_BYTES, bytes.size() - windowStart);
        bytes.copy(windowStart, window, filled);
        at = 0;
    }

    private SnapshotFormatException unexpected(String what) {
        return bytes.unexpected(position(), what);
    }
}
