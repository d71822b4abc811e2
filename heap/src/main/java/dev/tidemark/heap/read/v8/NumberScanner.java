package dev.tidemark.heap.read.v8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads decimal numbers from a byte array, eight digits at a time.
 *
 * <p>The numbers of a snapshot have one to nine digits in no order, which a loop over digits pays
 * for with a mispredicted branch each. Here the digits are found and added up within a 64-bit word,
 * so the common case has no branch that depends on their number.
 */
final class NumberScanner {
    /** Bytes that must be readable behind the last number. */
    static final int PADDING = 16;

    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** Added to a digit's value 0..9 it leaves the high bit clear, to any other one it sets it. */
    private static final long ABOVE_NINE = 0x7676767676767676L;

    private static final long[] POWERS_OF_10 = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
    };

    private final byte[] text;
    private int position;

    NumberScanner(byte[] text) {
        this.text = text;
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    /**
     * Reads {@code count} numbers, each followed by one byte, into {@code values} from {@code at}
     * on: a comma behind all of them but the last.
     *
     * @return the byte behind the last number, which is consumed; -1 when the text is anything else
     */
    int numbers(long[] values, int at, int count) {
        int p = position;
        byte[] bytes = text;
        int delimiter = ',';
        for (int i = at; i < at + count; i++) {
            if (delimiter != ',') {
                return -1;
            }
            long digits = (long) WORD.get(bytes, p) ^ ZEROS;
            long ends = ((digits + ABOVE_NINE) | digits) & HIGH_BITS;
            if (ends == 0) {
                long more = (long) WORD.get(bytes, p + 8) ^ ZEROS;
                long end = ((more + ABOVE_NINE) | more) & HIGH_BITS;
                int length = Long.numberOfTrailingZeros(end) >>> 3;
                if (length >= 8) {
                    return -1;
                }
                long low = length == 0 ? 0 : sum(more << (64 - 8 * length));
                values[i] = sum(digits) * POWERS_OF_10[length] + low;
                p += 8 + length;
            } else {
                int length = Long.numberOfTrailingZeros(ends) >>> 3;
                if (length == 0) {
                    return -1;
                }
                values[i] = sum(digits << (64 - 8 * length));
                p += length;
            }
            delimiter = bytes[p++];
        }
        position = p;
        return delimiter;
    }

    /** The number whose eight digits, 0 to 9 each, are the bytes of a word, first digit lowest. */
    private static long sum(long digits) {
        long pairs = (digits * 10 + (digits >>> 8)) & 0x00ff00ff00ff00ffL;
        long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000ffff0000ffffL;
        return (fours * 10_000 + (fours >>> 32)) & 0xffffffffL;
    }
}
