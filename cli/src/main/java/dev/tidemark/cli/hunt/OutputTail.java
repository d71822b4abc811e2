package dev.tidemark.cli.hunt;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The last lines of what a program printed, to be shown when something goes wrong with it. */
public final class OutputTail extends OutputStream {
    private static final int CAPACITY = 1 << 13;
    private static final int MOST_LINES = 15;

    private final byte[] ring = new byte[CAPACITY];
    private long written;

    @Override
    public synchronized void write(int b) {
        ring[(int) (written++ % CAPACITY)] = (byte) b;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            write(bytes[i]);
        }
    }

    /** At most {@value #MOST_LINES} lines, oldest first. */
    public synchronized List<String> lines() {
        int length = (int) Math.min(written, CAPACITY);
        byte[] tail = new byte[length];
        for (int i = 0; i < length; i++) {
            tail[i] = ring[(int) ((written - length + i) % CAPACITY)];
        }
        List<String> lines = new String(tail, StandardCharsets.UTF_8).lines().toList();
        return lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size());
    }
}
