package dev.tidemark.monitor.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads protobuf messages out of a byte array. Whatever the bytes are, it stays within them and
 * says what is wrong. Not thread-safe.
 */
final class WireCursor {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BLOCK = 2;
    private static final int FIXED32 = 5;
    private static final int TYPE_BITS = 3;

    private final byte[] bytes;
    private final int limit;
    private int at;

    WireCursor(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.limit = to;
    }

    boolean more() {
        return at < limit;
    }

    boolean before(int end) {
        return at < end;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The next byte, which is not consumed. */
    byte peek() {
        return bytes[at];
    }

    /** Number and type of the next field, as they are written. */
    int tag() throws RefusedException {
        long tag = varint();
        if (tag >>> TYPE_BITS == 0 || tag >>> Integer.SIZE != 0) {
            throw broken("a field's number", Long.toUnsignedString(tag));
        }
        return (int) tag;
    }

    void expect(int tag, String what) throws RefusedException {
        int found = tag();
        if (found != tag) {
            throw broken(what, "field " + (found >>> TYPE_BITS));
        }
    }

    /** Where the message or text that begins here ends; moves to its beginning. */
    int block(String what) throws RefusedException {
        long length = varint();
        if (length < 0 || length > limit - at) {
            throw broken("%d bytes of %s".formatted(length, what), (limit - at) + " to the end");
        }
        return at + (int) length;
    }

    long varint() throws RefusedException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            if (at >= limit) {
                throw broken("a number", "the end");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw broken("a number of at most 10 bytes", "more");
    }

    long fixed64() throws RefusedException {
        require(Long.BYTES);
        long value = (long) LONGS.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    int fixed32() throws RefusedException {
        require(Integer.BYTES);
        int value = (int) INTS.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    double real() throws RefusedException {
        return Double.longBitsToDouble(fixed64());
    }

    /** A text with its length in front of it. */
    String text(int end) throws RefusedException {
        int to = block("a text");
        within(to, end);
        String text = new String(bytes, at, to - at, StandardCharsets.UTF_8);
        at = to;
        return text;
    }

    /** Moves behind a field of which only the tag has been read. */
    void skip(int tag, int end) throws RefusedException {
        switch (tag & ((1 << TYPE_BITS) - 1)) {
            case VARINT -> varint();
            case FIXED64 -> fixed64();
            case FIXED32 -> fixed32();
            case BLOCK -> at = block("a field");
            default -> throw broken("a field's type", "type " + (tag & 7));
        }
        within(at, end);
    }

    /** A field may not reach beyond the message that it is in. */
    void within(int position, int end) throws RefusedException {
        if (position > end) {
            throw broken("a field that ends with its message", (position - end) + " bytes more");
        }
    }

    private void require(int count) throws RefusedException {
        if (limit - at < count) {
            throw broken(count + " bytes", (limit - at) + " to the end");
        }
    }

    RefusedException broken(String expected, String found) {
        return RefusedException.broken(
                "body: at byte %d: expected %s, found %s".formatted(at, expected, found));
    }
}
