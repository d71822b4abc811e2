package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.read.SnapshotFormatException;

/**
 * A walk over records of the heap, one after the other. After {@link #next} the record's numbers
 * can be read; nothing is allocated.
 */
final class HeapRecords {
    private final DumpFile file;
    private final int idBytes;
    private long end;
    private boolean mayBeCut;

    private long next;
    private long start;
    private int tag;
    private long id;
    private long classId;
    private long length;
    private int elementKind;
    private long data;
    private boolean cut;

    HeapRecords(DumpFile file) {
        this.file = file;
        this.idBytes = file.idBytes();
    }

    /**
     * Walks from {@code start} up to {@code end} from now on.
     *
     * @param cutAtEnd whether a record that does not fit is one that the file's end cut
     */
    HeapRecords over(long start, long end, boolean cutAtEnd) {
        this.next = start;
        this.end = end;
        this.mayBeCut = cutAtEnd;
        this.cut = false;
        return this;
    }

    /** Goes to the next record; false at the end. */
    boolean next() throws SnapshotFormatException {
        if (next >= end || cut) {
            return false;
        }
        start = next;
        tag = file.tag(start);
        long body = start + 1;
        if (end - body < longestHead()) {
            // Near the end each length is checked before the bytes behind it are read.
            return nextNearEnd(body);
        }
        return read(body);
    }

    private int longestHead() {
        return 2 * idBytes + 9;
    }

    private boolean nextNearEnd(long body) throws SnapshotFormatException {
        int head = headBytes(tag);
        return end - body < head ? outOfRoom(body + head) : read(body);
    }

    /** Bytes that must be there before the length of a record can be told. */
    private int headBytes(int kind) throws SnapshotFormatException {
        return switch (kind) {
            case Tags.INSTANCE, Tags.OBJECT_ARRAY -> 2 * idBytes + 8;
            case Tags.PRIMITIVE_ARRAY, Tags.PRIMITIVE_ARRAY_WITHOUT_DATA -> idBytes + 9;
            case Tags.CLASS -> 0;
            default -> rootBytes(kind);
        };
    }

    private boolean read(long body) throws SnapshotFormatException {
        switch (tag) {
            case Tags.INSTANCE -> {
                id = file.id(body);
                classId = file.id(body + idBytes + 4);
                length = file.u4(body + 2L * idBytes + 4);
                data = body + 2L * idBytes + 8;
                next = data + length;
            }
            case Tags.OBJECT_ARRAY -> {
                id = file.id(body);
                length = file.u4(body + idBytes + 4);
                classId = file.id(body + idBytes + 8);
                data = body + 2L * idBytes + 8;
                next = data + length * idBytes;
            }
            case Tags.PRIMITIVE_ARRAY, Tags.PRIMITIVE_ARRAY_WITHOUT_DATA -> {
                id = file.id(body);
                length = file.u4(body + idBytes + 4);
                elementKind = file.tag(body + idBytes + 8);
                data = body + idBytes + 9;
                int elementBytes = file.primitive(elementKind, data - 1).bytes(idBytes);
                next = data + (tag == Tags.PRIMITIVE_ARRAY ? length * elementBytes : 0);
            }
            case Tags.CLASS -> {
                next = ClassDump.end(file, body, end);
                if (next <= end) {
                    id = file.id(body);
                    data = body;
                }
            }
            default -> {
                next = body + rootBytes(tag);
                id = file.id(body);
                data = body + idBytes;
            }
        }
        return next <= end || outOfRoom(next);
    }

    private boolean outOfRoom(long wanted) throws SnapshotFormatException {
        if (mayBeCut) {
            cut = true;
            return false;
        }
        throw file.problem(
                start,
                "a record that ends at byte %d or before".formatted(end),
                "one of %d bytes or more".formatted(wanted - start));
    }

    /** Bytes of a root record behind its tag. */
    private int rootBytes(int kind) throws SnapshotFormatException {
        return switch (kind) {
            case Tags.ROOT_UNKNOWN,
                    Tags.ROOT_STICKY_CLASS,
                    Tags.ROOT_MONITOR,
                    Tags.ROOT_INTERNED_STRING,
                    Tags.ROOT_FINALIZING,
                    Tags.ROOT_DEBUGGER,
                    Tags.ROOT_REFERENCE_CLEANUP,
                    Tags.ROOT_VM_INTERNAL,
                    Tags.UNREACHABLE ->
                    idBytes;
            case Tags.ROOT_JNI_GLOBAL -> 2 * idBytes;
            case Tags.ROOT_NATIVE_STACK, Tags.ROOT_THREAD_BLOCK -> idBytes + 4;
            case Tags.ROOT_JNI_LOCAL,
                    Tags.ROOT_JAVA_FRAME,
                    Tags.ROOT_THREAD,
                    Tags.ROOT_JNI_MONITOR ->
                    idBytes + 8;
            case Tags.HEAP_INFO -> 4 + idBytes;
            default ->
                    throw file.problem(start, "a record of the heap", "tag 0x%02x".formatted(kind));
        };
    }

    /** Whether the end of the file cut a record: the one at {@link #start}. */
    boolean wasCut() {
        return cut;
    }

    /** Offset of the record's tag. */
    long start() {
        return start;
    }

    /** Offset of the next record. */
    long nextStart() {
        return next;
    }

    int tag() {
        return tag;
    }

    long id() {
        return id;
    }

    /** Of instances and arrays of objects. */
    long classId() {
        return classId;
    }

    /** Bytes of an instance's fields; elements of an array. */
    long length() {
        return length;
    }

    /** Number of the type of a primitive array's elements. */
    int elementKind() {
        return elementKind;
    }

    /** Offset of the fields, of the elements, of what follows a root's id; of a class's id. */
    long data() {
        return data;
    }

    /** Whether the record is an object of the heap: an instance, an array or a class. */
    boolean isObject() {
        return (tag >= Tags.CLASS && tag <= Tags.PRIMITIVE_ARRAY)
                || tag == Tags.PRIMITIVE_ARRAY_WITHOUT_DATA;
    }
}
