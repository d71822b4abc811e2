package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.read.SnapshotFormatException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of one class.
 *
 * @param record offset of the record's tag
 * @param domainId of its protection domain, which says where it was loaded from; 0 for none
 * @param constants those of its pool that the dump has, which have no names
 * @param fields its own instance fields, in the order of the dump
 */
record ClassDump(
        long record,
        long id,
        long superId,
        long loaderId,
        long domainId,
        long instanceBytes,
        List<Static> constants,
        List<Static> statics,
        List<Field> fields) {
    private static final long REFERENCES = 7L;

    /** Of the references: behind the parent, the loader and the signers. */
    private static final long DOMAIN = 3L;

    /**
     * A static field.
     *
     * @param value offset of its value
     */
    record Static(long nameId, FieldKind kind, long value) {}

    /** An instance field. */
    record Field(long nameId, FieldKind kind) {}

    /**
     * Where the record ends whose body is at {@code body}; past {@code limit}, though not by how
     * much, if it does not fit.
     */
    static long end(DumpFile file, long body, long limit) throws SnapshotFormatException {
        Cursor cursor = new Cursor(file, body, limit);
        cursor.skip(REFERENCES * file.idBytes() + 8);
        for (int i = cursor.u2(); i > 0 && cursor.fits(); i--) {
            cursor.skip(2);
            cursor.value();
        }
        for (int i = cursor.u2(); i > 0 && cursor.fits(); i--) {
            cursor.skip(file.idBytes());
            cursor.value();
        }
        for (int i = cursor.u2(); i > 0 && cursor.fits(); i--) {
            cursor.skip(file.idBytes());
            cursor.kind();
        }
        return cursor.at;
    }

    /** Reads a record that {@link #end} has found whole. */
    static ClassDump read(DumpFile file, long body, long limit) throws SnapshotFormatException {
        int idBytes = file.idBytes();
        Cursor cursor = new Cursor(file, body, limit);
        cursor.skip(REFERENCES * idBytes + 8);
        List<Static> constants = new ArrayList<>();
        for (int i = cursor.u2(); i > 0; i--) {
            cursor.skip(2);
            long value = cursor.at + 1;
            constants.add(new Static(0, cursor.value(), value));
        }
        List<Static> statics = new ArrayList<>();
        for (int i = cursor.u2(); i > 0; i--) {
            long name = cursor.id();
            long value = cursor.at + 1;
            statics.add(new Static(name, cursor.value(), value));
        }
        List<Field> fields = new ArrayList<>();
        for (int i = cursor.u2(); i > 0; i--) {
            fields.add(new Field(cursor.id(), cursor.kind()));
        }
        long references = body + idBytes + 4;
        return new ClassDump(
                body - 1,
                file.id(body),
                file.id(references),
                file.id(references + idBytes),
                file.id(references + DOMAIN * idBytes),
                file.u4(references + 6L * idBytes),
                List.copyOf(constants),
                List.copyOf(statics),
                List.copyOf(fields));
    }

    /** Reads as long as there is room; then it only moves past the limit. */
    private static final class Cursor {
        private final DumpFile file;
        private final long limit;
        private long at;

        Cursor(DumpFile file, long at, long limit) {
            this.file = file;
            this.at = at;
            this.limit = limit;
        }

        boolean fits() {
            return at <= limit;
        }

        void skip(long bytes) {
            at += bytes;
        }

        int u2() {
            at += 2;
            return fits() ? file.u2(at - 2) : 0;
        }

        long id() {
            at += file.idBytes();
            return fits() ? file.id(at - file.idBytes()) : 0;
        }

        FieldKind kind() throws SnapshotFormatException {
            at++;
            if (!fits()) {
                return FieldKind.BYTE;
            }
            int number = file.tag(at - 1);
            @Nullable FieldKind kind = FieldKind.of(number);
            if (kind == null) {
                throw file.problem(at - 1, "the number of a type", Integer.toString(number));
            }
            return kind;
        }

        FieldKind value() throws SnapshotFormatException {
            FieldKind kind = kind();
            skip(kind.bytes(file.idBytes()));
            return kind;
        }
    }
}
