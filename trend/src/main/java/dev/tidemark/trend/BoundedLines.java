package dev.tidemark.trend;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text, each of a length that fits into memory, whatever the text is. */
final class BoundedLines {
    /** Thousands of columns have room in it. */
    static final int LONGEST = 1 << 20;

    private final Reader text;
    private final char[] buffer = new char[1 << 14];
    private final StringBuilder line = new StringBuilder();
    private int next;
    private int end;
    private int number;
    private boolean afterReturn;

    BoundedLines(Reader text) {
        this.text = text;
    }

    /** The number of the line that was handed out last, from 1. */
    int number() {
        return number;
    }

    /**
     * The next line without what ends it, null after the last one; of a line that is too long, no
     * more than one character too many.
     */
    @Nullable String next() throws IOException {
        line.setLength(0);
        while (fill()) {
            int from = next;
            while (next < end && !isEnd(buffer[next])) {
                next++;
            }
            line.append(buffer, from, Math.min(next - from, LONGEST + 1 - line.length()));
            if (line.length() > LONGEST || next < end) {
                return ended();
            }
        }
        return line.length() == 0 ? null : numbered();
    }

    private String ended() {
        if (next < end) {
            afterReturn = buffer[next++] == '\r';
        }
        return numbered();
    }

    private String numbered() {
        number++;
        return line.toString();
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /** Whether there are characters to read; the second half of a line's end is none. */
    private boolean fill() throws IOException {
        while (true) {
            if (next == end) {
                next = 0;
                end = Math.max(0, text.read(buffer));
                if (end == 0) {
                    return false;
                }
            }
            boolean secondHalf = afterReturn && buffer[next] == '\n';
            afterReturn = false;
            if (!secondHalf) {
                return true;
            }
            next++;
        }
    }
}
