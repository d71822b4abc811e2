package dev.tidemark.capture.v8;

import java.nio.CharBuffer;
import java.util.Arrays;

/**
 * A message of the inspector: joined from the fragments it came in, and scanned in place. Snapshots
 * arrive as hundreds of megabytes of JSON strings inside of JSON messages, which a JSON tree would
 * copy several times.
 *
 * <p>Grows and is used again; not thread-safe.
 */
final class TextBuffer {
    private char[] chars = new char[1 << 16];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void append(CharSequence text) {
        int end = length + text.length();
        ensure(end);
        if (text instanceof CharBuffer buffer) {
            buffer.duplicate().get(chars, length, text.length());
        } else {
            text.toString().getChars(0, text.length(), chars, length);
        }
        length = end;
    }

    boolean startsWith(String prefix) {
        if (prefix.length() > length) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (chars[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Decodes the JSON string whose first character, after the opening quote, is at {@code start}
     * and appends it to {@code out}.
     *
     * @return the position after the closing quote; -1 if the string does not end or an escape is
     *     not one of JSON's
     */
    int decodeString(int start, TextBuffer out) {
        out.ensure(out.length + length - start);
        char[] to = out.chars;
        int end = out.length;
        for (int i = start; i < length; i++) {
            char c = chars[i];
            if (c == '"') {
                out.length = end;
                return i + 1;
            }
            if (c == '\\') {
                int escaped = escapedAt(i + 1);
                if (escaped < 0) {
                    return -1;
                }
                i += chars[i + 1] == 'u' ? 5 : 1;
                c = (char) escaped;
            }
            to[end++] = c;
        }
        return -1;
    }

    /** The character that the escape means whose letter is at {@code at}; -1 if none. */
    private int escapedAt(int at) {
        return at >= length
                ? -1
                : switch (chars[at]) {
                    case '"', '\\', '/' -> chars[at];
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'u' -> hexAt(at + 1);
                    default -> -1;
                };
    }

    private int hexAt(int at) {
        if (at + 4 > length) {
            return -1;
        }
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(chars[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** A view of the text; valid until the next change. */
    CharBuffer view() {
        return CharBuffer.wrap(chars, 0, length);
    }

    @Override
    public String toString() {
        return new String(chars, 0, length);
    }

    private void ensure(int size) {
        if (size > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(size, chars.length * 2));
        }
    }
}
