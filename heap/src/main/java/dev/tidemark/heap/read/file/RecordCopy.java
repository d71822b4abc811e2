package dev.tidemark.heap.read.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Copies a file piece by piece through a buffer, in which the pieces can be changed. */
public final class RecordCopy {
    private static final int BUFFER_BYTES = 1 << 20;

    private final SnapshotBytes from;
    private final OutputStream to;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int filled;

    public RecordCopy(SnapshotBytes from, OutputStream to) {
        this.from = from;
        this.to = to;
    }

    /** What is copied last can be changed here until more is copied. */
    public byte[] buffer() {
        return buffer;
    }

    /** Whether so many bytes can be copied at once. */
    public static boolean fits(long bytes) {
        return bytes <= BUFFER_BYTES;
    }

    /** Copies bytes that fit; returns where in the buffer they are. */
    public int copy(long start, long end) throws IOException {
        int count = (int) (end - start);
        if (count > buffer.length - filled) {
            flush();
        }
        from.copy(start, buffer, filled, count);
        filled += count;
        return filled - count;
    }

    /** Copies any number of bytes as they are. */
    public void copyAll(long start, long end) throws IOException {
        for (long at = start; at < end; at += BUFFER_BYTES) {
            copy(at, Math.min(end, at + BUFFER_BYTES));
        }
    }

    /** Writes zeros. */
    public void zeros(long count) throws IOException {
        for (long left = count; left > 0; ) {
            if (filled == buffer.length) {
                flush();
            }
            int now = (int) Math.min(left, buffer.length - filled);
            Arrays.fill(buffer, filled, filled + now, (byte) 0);
            filled += now;
            left -= now;
        }
    }

    /** Writes bytes that fit. */
    public void bytes(byte[] more) throws IOException {
        if (more.length > buffer.length - filled) {
            flush();
        }
        System.arraycopy(more, 0, buffer, filled, more.length);
        filled += more.length;
    }

    /** Writes a short text of ASCII characters. */
    public void text(String ascii) throws IOException {
        bytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** Hands all on; the stream stays open. */
    public void flush() throws IOException {
        to.write(buffer, 0, filled);
        filled = 0;
    }
}
