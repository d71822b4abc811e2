package dev.tidemark.source.map;

import dev.tidemark.source.read.SourceFormatException;
import java.util.Arrays;

/**
 * Base64 VLQ, the numbers in a map's {@code mappings}: six bits a character, of which one says that
 * more follow; the lowest bit of the number is its sign.
 */
final class Vlq {
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private static final byte[] DIGITS = digits();
    private static final int MORE = 32;
    private static final int BITS = 5;
    private static final int LONGEST = 7;

    private final String text;
    private int at;

    Vlq(String text, int at) {
        this.text = text;
        this.at = at;
    }

    private static byte[] digits() {
        byte[] digits = new byte[128];
        Arrays.fill(digits, (byte) -1);
        for (byte i = 0; i < ALPHABET.length(); i++) {
            digits[ALPHABET.charAt(i)] = i;
        }
        return digits;
    }

    int at() {
        return at;
    }

    /** The next character, which stays; 0 at the end. */
    char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    /**
     * Passes over a comma or semicolon.
     *
     * @return whether it ended a line
     */
    boolean passSeparator() {
        return text.charAt(at++) == ';';
    }

    /** Whether a number comes next, and not the end of a segment or a line. */
    boolean hasNumber() {
        char c = peek();
        return c != ',' && c != ';' && c != 0;
    }

    int number() throws SourceFormatException {
        int start = at;
        long value = 0;
        for (int shift = 0; shift < LONGEST * BITS; shift += BITS) {
            char c = peek();
            int digit = c < DIGITS.length ? DIGITS[c] : -1;
            if (digit < 0) {
                throw SourceFormatException.expected(
                        at, "a base64 digit in mappings", c == 0 ? "their end" : "'" + c + "'");
            }
            at++;
            value |= (long) (digit & (MORE - 1)) << shift;
            if (digit < MORE) {
                long magnitude = value >>> 1;
                return checked(start, (value & 1) == 0 ? magnitude : -magnitude);
            }
        }
        throw SourceFormatException.expected(start, "a 32-bit number in mappings", "a longer one");
    }

    private static int checked(int start, long value) throws SourceFormatException {
        if (value != (int) value) {
            throw SourceFormatException.expected(start, "a 32-bit number in mappings", value + "");
        }
        return (int) value;
    }
}
