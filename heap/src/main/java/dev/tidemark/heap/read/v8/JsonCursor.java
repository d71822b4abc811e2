package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON from the bytes of a snapshot, value by value, at a position that the caller can see
 * and move. Every error says at which byte.
 *
 * <p>A library would not do: the positions are what the parallel parsers start from.
 */
final class JsonCursor {
    private static final long MAX_DIV_10 = Long.MAX_VALUE / 10;
    private static final long ONES = 0x0101010101010101L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    /** What follows a backslash, and in the same order what the two stand for. */
    private static final String SIMPLE_ESCAPES = "\"\\/bfnrt";

    private static final String UNESCAPED = "\"\\/\b\f\n\r\t";
    private static final int HEX_DIGITS = 4;

    private final SnapshotBytes bytes;
    private long position;

    JsonCursor(SnapshotBytes bytes, long position) {
        this.bytes = bytes;
        this.position = position;
    }

    long position() {
        return position;
    }

    void moveTo(long newPosition) {
        position = newPosition;
    }

    /** The next byte that is not white space, or -1 at the end; it is not consumed. */
    int peek() {
        while (position < bytes.size()) {
            byte next = bytes.at(position);
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                return next & 0xff;
            }
            position++;
        }
        return -1;
    }

    /** Consumes {@code wanted} if it comes next. */
    boolean skip(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        position++;
        return true;
    }

    void expect(char wanted) throws SnapshotFormatException {
        if (!skip(wanted)) {
            throw bytes.unexpected(position, "'" + wanted + "'");
        }
    }

    /**
     * A number without fraction or exponent. V8 writes the index of an element from 2^31 on as if
     * it had a sign, which is undone.
     */
    long number() throws SnapshotFormatException {
        if (skip('-')) {
            long start = position - 1;
            long size = digits();
            if (size > 1L << 31) {
                throw bytes.problem(
                        start,
                        "a number from -2^31 on",
                        "a smaller one",
                        "The snapshot is damaged.");
            }
            return (1L << 32) - size;
        }
        return digits();
    }

    private long digits() throws SnapshotFormatException {
        int next = peek();
        if (next < '0' || next > '9') {
            throw bytes.unexpected(position, "a number");
        }
        long start = position;
        long value = 0;
        while (position < bytes.size()) {
            int digit = bytes.at(position) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (value >= MAX_DIV_10) {
                throw bytes.problem(
                        start, "a number below 2^63", "a larger one", "The snapshot is damaged.");
            }
            value = value * 10 + digit;
            position++;
        }
        return value;
    }

    /** A string with its escapes decoded. */
    String string() throws SnapshotFormatException {
        expect('"');
        long start = position;
        position = endOfString(start);
        long length = position - start;
        position++;
        if (length > Integer.MAX_VALUE - 16) {
            throw bytes.problem(
                    start, "a string below 2 GiB", "a longer one", "The snapshot is damaged.");
        }
        byte[] raw = new byte[(int) length];
        bytes.copy(start, raw, raw.length);
        String text = new String(raw, StandardCharsets.UTF_8);
        return text.indexOf('\\') < 0 ? text : unescape(text);
    }

    /** Moves past the string that comes next. */
    void skipString() throws SnapshotFormatException {
        expect('"');
        position = endOfString(position) + 1;
    }

    /** The offset of the quote that ends the string whose first character is at {@code start}. */
    private long endOfString(long start) throws SnapshotFormatException {
        long at = start;
        while (true) {
            at = nextQuoteOrBackslash(at);
            if (at >= bytes.size()) {
                throw bytes.unexpected(bytes.size(), "the end of a string");
            }
            if (bytes.at(at) == '"') {
                return at;
            }
            at = endOfEscape(at);
        }
    }

    /** Escapes are checked when a string is passed, so that decoding it later cannot fail. */
    private long endOfEscape(long backslash) throws SnapshotFormatException {
        long at = backslash + 1;
        if (at < bytes.size() && bytes.at(at) == 'u') {
            for (int i = 1; i <= HEX_DIGITS; i++) {
                if (at + i >= bytes.size() || Character.digit(bytes.at(at + i), 16) < 0) {
                    throw bytes.unexpected(at + i, "four hexadecimal digits after \\u");
                }
            }
            return at + 1 + HEX_DIGITS;
        }
        if (at >= bytes.size() || SIMPLE_ESCAPES.indexOf(bytes.at(at)) < 0) {
            throw bytes.unexpected(at, "an escape that JSON knows");
        }
        return at + 1;
    }

    private long nextQuoteOrBackslash(long from) {
        long at = from;
        long lastWord = bytes.size() - Long.BYTES;
        while (at <= lastWord) {
            long word = bytes.word(at);
            long hit = zeroBytes(word ^ QUOTES) | zeroBytes(word ^ BACKSLASHES);
            if (hit != 0) {
                return at + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
            at += Long.BYTES;
        }
        while (at < bytes.size() && bytes.at(at) != '"' && bytes.at(at) != '\\') {
            at++;
        }
        return at;
    }

    /** The high bit of the lowest byte that is 0; bits above it may be wrong. */
    private static long zeroBytes(long word) {
        return (word - ONES) & ~word & (ONES << 7);
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            char escape = text.charAt(i++);
            if (escape == 'u') {
                plain.append((char) Integer.parseInt(text, i, i + HEX_DIGITS, 16));
                i += HEX_DIGITS;
            } else {
                plain.append(UNESCAPED.charAt(SIMPLE_ESCAPES.indexOf(escape)));
            }
        }
        return plain.toString();
    }

    /** Moves past one value of any kind, without recursion. */
    void skipValue() throws SnapshotFormatException {
        long depth = 0;
        do {
            int next = peek();
            if (next == '"') {
                skipString();
            } else if (next == '{' || next == '[') {
                depth++;
                position++;
            } else if (next == '}' || next == ']') {
                depth--;
                position++;
            } else if (next == ',' || next == ':') {
                position++;
            } else {
                skipWord();
            }
        } while (depth > 0);
    }

    /** A number, {@code true}, {@code false} or {@code null}. */
    private void skipWord() throws SnapshotFormatException {
        long start = position;
        while (position < bytes.size() && isWordByte(bytes.at(position))) {
            position++;
        }
        if (position == start) {
            throw bytes.unexpected(position, "a JSON value");
        }
    }

    private static boolean isWordByte(byte b) {
        return (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || b == '-'
                || b == '+'
                || b == '.'
                || b == 'E';
    }

    /** An array of strings. */
    List<String> strings() throws SnapshotFormatException {
        List<String> values = new ArrayList<>();
        expect('[');
        if (skip(']')) {
            return values;
        }
        do {
            values.add(string());
        } while (skip(','));
        expect(']');
        return values;
    }
}
