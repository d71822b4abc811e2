package dev.tidemark.profile.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads the fields of one protocol buffer message, in the order in which they stand. */
final class ProtoReader {
    private static final int FIXED_64 = 1;
    private static final int FIXED_32 = 5;
    private static final int LONGEST_VARINT = 10;

    private final Path file;
    private final byte[] buffer;
    private final int end;
    private int at;
    private int field;
    private int wireType;

    /** A message that fills the whole buffer; {@code file} is for messages about it. */
    ProtoReader(Path file, byte[] buffer) {
        this(file, buffer, 0, buffer.length);
    }

    private ProtoReader(Path file, byte[] buffer, int start, int end) {
        this.file = file;
        this.buffer = buffer;
        this.at = start;
        this.end = end;
    }

    /** Goes to the next field, whose value must then be read or skipped; false at the end. */
    boolean next() throws ProfileFormatException {
        if (at == end) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        if (field <= 0) {
            throw broken("the number of a field", "0");
        }
        return true;
    }

    int field() {
        return field;
    }

    long number() throws ProfileFormatException {
        expect(ProtoWriter.VARINT, "a number");
        return varint();
    }

    String text() throws ProfileFormatException {
        ProtoReader bytes = message();
        return new String(buffer, bytes.at, bytes.end - bytes.at, StandardCharsets.UTF_8);
    }

    ProtoReader message() throws ProfileFormatException {
        expect(ProtoWriter.LENGTH, "a nested part");
        int length = length();
        at += length;
        return new ProtoReader(file, buffer, at - length, at);
    }

    /** The numbers of a repeated field: packed, or this one alone. */
    long[] numbers() throws ProfileFormatException {
        if (wireType == ProtoWriter.VARINT) {
            return new long[] {varint()};
        }
        ProtoReader packed = message();
        long[] numbers = new long[packed.end - packed.at];
        int count = 0;
        while (packed.at < packed.end) {
            numbers[count++] = packed.varint();
        }
        return Arrays.copyOf(numbers, count);
    }

    /** Passes over a field that nobody asked for. */
    void skip() throws ProfileFormatException {
        switch (wireType) {
            case ProtoWriter.VARINT -> varint();
            // Not at += length(): that would take the place before the length itself is read.
            case ProtoWriter.LENGTH -> message();
            case FIXED_64 -> at += within(Long.BYTES);
            case FIXED_32 -> at += within(Integer.BYTES);
            default -> throw broken("a field of a known kind", "kind " + wireType);
        }
    }

    private void expect(int wanted, String what) throws ProfileFormatException {
        if (wireType != wanted) {
            throw broken(what + " in field " + field, "kind " + wireType);
        }
    }

    private int length() throws ProfileFormatException {
        return within(varint());
    }

    private int within(long length) throws ProfileFormatException {
        if (length < 0 || length > end - at) {
            throw broken(
                    Long.toUnsignedString(length) + " more bytes", "the end after " + (end - at));
        }
        return (int) length;
    }

    private long varint() throws ProfileFormatException {
        long value = 0;
        for (int i = 0; i < LONGEST_VARINT; i++) {
            if (at == end) {
                throw broken("the rest of a number", "the end");
            }
            byte next = buffer[at++];
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw broken("a number of at most 10 bytes", "a longer one");
    }

    ProfileFormatException broken(String expected, String found) {
        return new ProfileFormatException(file, at, expected, found);
    }
}
