package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The bytes of a dump and what its head says.
 *
 * @param idBytes of an id: 4 or 8
 * @param firstRecord offset of the first record
 */
record DumpFile(SnapshotBytes bytes, int idBytes, long firstRecord) {
    static final String DAMAGED = "The dump is damaged: take it again, or check how it was copied.";

    private static final String MAGIC = "JAVA PROFILE ";
    private static final Pattern VERSIONS = Pattern.compile("JAVA PROFILE 1\\.0\\.[123]");
    private static final int LONGEST_VERSION = 32;

    /** Whether the file says of itself that it is a dump. */
    static boolean recognises(SnapshotBytes bytes) {
        return text(bytes, MAGIC.length()).equals(MAGIC);
    }

    static DumpFile open(SnapshotBytes bytes) throws SnapshotFormatException {
        String head = text(bytes, LONGEST_VERSION);
        int end = head.indexOf(0);
        if (end < 0 || !VERSIONS.matcher(head.substring(0, end)).matches()) {
            throw bytes.problem(
                    0,
                    "\"JAVA PROFILE 1.0.1\", 1.0.2 or 1.0.3",
                    bytes.size() == 0 ? "the end of the file" : "something else",
                    "This is not a heap dump of a JVM.");
        }
        int afterIdBytes = end + 1 + Integer.BYTES;
        if (bytes.size() < afterIdBytes + Long.BYTES) {
            throw bytes.unexpected(bytes.size(), "the head of a heap dump");
        }
        int idBytes = bytes.bigInt(end + 1);
        if (idBytes != Integer.BYTES && idBytes != Long.BYTES) {
            throw bytes.problem(end + 1, "ids of 4 or 8 bytes", Integer.toString(idBytes), DAMAGED);
        }
        return new DumpFile(bytes, idBytes, afterIdBytes + Long.BYTES);
    }

    private static String text(SnapshotBytes bytes, int length) {
        byte[] head = new byte[(int) Math.min(length, bytes.size())];
        bytes.copy(0, head, head.length);
        return new String(head, StandardCharsets.ISO_8859_1);
    }

    long size() {
        return bytes.size();
    }

    int tag(long offset) {
        return bytes.at(offset) & 0xff;
    }

    long id(long offset) {
        return idBytes == Long.BYTES
                ? bytes.bigLong(offset)
                : Integer.toUnsignedLong(bytes.bigInt(offset));
    }

    int u2(long offset) {
        return Short.toUnsignedInt(bytes.bigShort(offset));
    }

    long u4(long offset) {
        return Integer.toUnsignedLong(bytes.bigInt(offset));
    }

    /** A primitive value, widened; of {@code float} and {@code double} the bits. */
    long number(FieldKind kind, long offset) {
        return switch (kind) {
            case OBJECT -> id(offset);
            case BOOLEAN, BYTE -> bytes.at(offset);
            case CHAR -> u2(offset);
            case SHORT -> bytes.bigShort(offset);
            case INT, FLOAT -> bytes.bigInt(offset);
            case LONG, DOUBLE -> bytes.bigLong(offset);
        };
    }

    /** The type of a primitive array's elements, whose number is at an offset. */
    FieldKind primitive(int number, long offset) throws SnapshotFormatException {
        FieldKind kind = FieldKind.of(number);
        if (kind == null || kind == FieldKind.OBJECT) {
            throw problem(offset, "the number of a primitive type", Integer.toString(number));
        }
        return kind;
    }

    SnapshotFormatException problem(long offset, String expected, String found) {
        return bytes.problem(offset, expected, found, DAMAGED);
    }
}
