package dev.tidemark.source.read;

import java.util.Arrays;

/** A text with its lines, which end where JavaScript says so. Lines and columns from 0. */
public final class LineIndex {
    private final String text;
    private int[] starts = new int[64];
    private int count = 1;

    public LineIndex(String text) {
        this.text = text;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean isFirstOfTwo = c == '\r' && text.startsWith("\n", at + 1);
            if ((c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029') && !isFirstOfTwo) {
                add(at + 1);
            }
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = start;
    }

    public String text() {
        return text;
    }

    public int lines() {
        return count;
    }

    /** The place in the text, or -1 if it has none such. */
    public int offset(int line, int column) {
        if (line < 0 || line >= count || column < 0) {
            return -1;
        }
        int end = line + 1 < count ? starts[line + 1] : text.length() + 1;
        return starts[line] + column < end ? starts[line] + column : -1;
    }

    public int line(int offset) {
        int found = Arrays.binarySearch(starts, 0, count, offset);
        return found >= 0 ? found : -found - 2;
    }

    public int column(int offset) {
        return offset - starts[line(offset)];
    }

    /** Whether a name begins there. */
    public boolean startsWord(int offset) {
        return isWordPart(offset) && !isWordPart(offset - 1);
    }

    /** The name that begins there; empty if none does. */
    public String word(int offset) {
        int end = offset;
        while (isWordPart(end)) {
            end++;
        }
        return end == offset ? "" : text.substring(offset, end);
    }

    private boolean isWordPart(int offset) {
        if (offset < 0 || offset >= text.length()) {
            return false;
        }
        char c = text.charAt(offset);
        return Character.isUnicodeIdentifierPart(c) || c == '$' || c == '#';
    }
}
