package dev.tidemark.heap.redact;

import java.nio.charset.StandardCharsets;

/**
 * Replaces contents: what was equal stays equal, what differed differs, and nothing else can be
 * told without the key. Texts keep their length. For one thread.
 */
public final class Scrambler {
    private static final byte[] LETTERS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int LETTER_BITS = 6;

    /** So many letters tell texts apart; what follows is the same for all. */
    private static final int LETTERS_OF_HASH = 10;

    /** Shorter texts have too few letters to tell them apart. */
    private static final int SHORTEST_IN_LETTERS = 4;

    private static final byte REST = '.';

    /** Of the greatest texts only so much is read: nobody looks for equal ones among them. */
    private static final int READ_AT_MOST = 1 << 16;

    /** Where characters of very short texts come from: 4096 that are letters of some script. */
    private static final int WIDE_LETTERS = 0x4e00;

    private static final int WIDE_LETTER_BITS = 12;

    private final RedactionKey key;
    private final char[] pairs;
    private final char[] singles;
    private final byte[] numbers = new byte[2 * Long.BYTES];

    public Scrambler(RedactionKey key) {
        this.key = key;
        this.pairs = shuffled(1 << 16);
        this.singles = shuffled(1 << 8);
    }

    private char[] shuffled(int size) {
        char[] values = new char[size];
        for (int i = 0; i < size; i++) {
            values[i] = (char) i;
        }
        for (int i = size - 1; i > 0; i--) {
            int other = (int) Long.remainderUnsigned(hash(size, i), i + 1L);
            char swapped = values[i];
            values[i] = values[other];
            values[other] = swapped;
        }
        return values;
    }

    private long hash(long a, long b) {
        for (int i = 0; i < Long.BYTES; i++) {
            numbers[i] = (byte) (a >>> (8 * i));
            numbers[Long.BYTES + i] = (byte) (b >>> (8 * i));
        }
        return key.hash(numbers, 0, numbers.length);
    }

    /** What makes the same numbers differ from one field to another. */
    public long salt(String field) {
        byte[] name = field.getBytes(StandardCharsets.UTF_8);
        return key.hash(name, 0, name.length);
    }

    /** A word of ten letters that stands for a text. */
    public String word(byte[] text, int length) {
        byte[] word = new byte[LETTERS_OF_HASH];
        write(key.hash(text, 0, length), word, 0, word.length);
        return new String(word, StandardCharsets.US_ASCII);
    }

    /** Replaces a text of one byte a character in place; bytes of any other kind, too. */
    public void replaceBytes(byte[] text, int offset, int length) {
        if (length == 1) {
            text[offset] = (byte) singles[text[offset] & 0xff];
        } else if (length == 2) {
            int pair = pairs[(text[offset] & 0xff) << 8 | (text[offset + 1] & 0xff)];
            text[offset] = (byte) (pair >>> 8);
            text[offset + 1] = (byte) pair;
        } else if (length > 0) {
            long hash = key.hash(text, offset, Math.min(length, READ_AT_MOST));
            if (length < SHORTEST_IN_LETTERS) {
                for (int i = 0; i < length; i++) {
                    text[offset + i] = (byte) (hash >>> (8 * i));
                }
            } else {
                write(hash, text, offset, length);
            }
        }
    }

    private static void write(long hash, byte[] text, int offset, int length) {
        int letters = Math.min(length, LETTERS_OF_HASH);
        for (int i = 0; i < letters; i++) {
            text[offset + i] = LETTERS[(int) (hash >>> (LETTER_BITS * i)) & (LETTERS.length - 1)];
        }
        for (int i = letters; i < length; i++) {
            text[offset + i] = REST;
        }
    }

    /**
     * Replaces a text of two bytes a character in place, the first one higher.
     *
     * @param length in bytes
     */
    public void replaceChars(byte[] text, int offset, int length) {
        if (length <= 2) {
            replaceBytes(text, offset, length);
            return;
        }
        long hash = key.hash(text, offset, Math.min(length, READ_AT_MOST));
        boolean few = length < 2 * SHORTEST_IN_LETTERS;
        int bits = few ? WIDE_LETTER_BITS : LETTER_BITS;
        for (int i = 0; i < length / 2; i++) {
            int part = (int) (hash >>> (bits * i)) & ((1 << bits) - 1);
            int letter = few ? WIDE_LETTERS + part : i < LETTERS_OF_HASH ? LETTERS[part] : REST;
            text[offset + 2 * i] = (byte) (letter >>> 8);
            text[offset + 2 * i + 1] = (byte) letter;
        }
    }

    /** A {@code boolean}, 0 or 1, that stands for another one; which one for which differs. */
    public int bit(long salt, int value) {
        return (value & 1) ^ (int) (salt & 1);
    }

    /** A number of 8 bits that stands for another one. */
    public int octet(long salt, int value) {
        return singles[(value ^ (int) salt) & 0xff];
    }

    /** A number of 16 bits that stands for another one; 0 stays 0. */
    public int pair(long salt, int value) {
        // What stands for the value that would get the 0 is what the 0 would get.
        int flip = (int) salt & 0xffff;
        int zero = pairs[flip];
        int scrambled = pairs[(value ^ flip) & 0xffff];
        return (value & 0xffff) == 0 ? 0 : scrambled == 0 ? zero : scrambled;
    }

    /** A number of 64 bits that stands for another one; 0 stays 0, and nothing else becomes 0. */
    public long number(long salt, long value) {
        if (value == 0) {
            return 0;
        }
        long hash = hash(salt, value);
        return hash == 0 || (int) hash == 0 ? hash | 1 : hash;
    }
}
