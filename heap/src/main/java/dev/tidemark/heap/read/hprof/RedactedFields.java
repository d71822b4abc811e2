package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.redact.Scrambler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in the records of instances there are numbers to replace, by class: worked out once a class
 * from what the dump says of it and of those that it extends.
 */
final class RedactedFields {
    private final DumpFile file;
    private final DumpNames names;
    private final Scrambler scrambler;
    private final Map<Long, Plan> plans = new HashMap<>();

    RedactedFields(DumpFile file, DumpNames names, Scrambler scrambler) {
        this.file = file;
        this.names = names;
        this.scrambler = scrambler;
    }

    /** A number within a record. */
    private record Place(int offset, FieldKind kind, long salt) {}

    /**
     * The numbers of one class's instances.
     *
     * @param bytes of all fields together
     */
    record Plan(List<Place> places, int bytes) {}

    /** Null when the dump lacks the class, or one that it extends. */
    @Nullable Plan of(long classId) {
        Plan known = plans.get(classId);
        if (known != null) {
            return known;
        }
        List<Place> places = new ArrayList<>();
        int offset = 0;
        for (long id = classId; id != 0; ) {
            ClassDump dump = names.classDump(id);
            if (dump == null) {
                return null;
            }
            String className = names.ofClass(id);
            for (ClassDump.Field field : dump.fields()) {
                String name = names.of(field.nameId());
                if (!KeptFields.keeps(className, name, field.kind())) {
                    places.add(new Place(offset, field.kind(), salt(className, name)));
                }
                offset += field.kind().bytes(file.idBytes());
            }
            id = dump.superId();
        }
        Plan plan = new Plan(List.copyOf(places), offset);
        plans.put(classId, plan);
        return plan;
    }

    private long salt(String className, String field) {
        return scrambler.salt(className + "." + field);
    }

    /** Replaces the numbers of an instance; returns how many there were. */
    int replace(Plan plan, byte[] record, int fields) {
        for (Place place : plan.places()) {
            replace(place.kind(), place.salt(), record, fields + place.offset());
        }
        return plan.places().size();
    }

    /** Replaces a static field's number, or one in a class's pool of constants. */
    void replaceStatic(FieldKind kind, String className, String name, byte[] record, int at) {
        replace(kind, salt(className, name), record, at);
    }

    private void replace(FieldKind kind, long salt, byte[] record, int at) {
        long value = read(record, at, kind.bytes(file.idBytes()));
        long other =
                switch (kind) {
                    case BOOLEAN -> scrambler.bit(salt, (int) value);
                    case BYTE -> scrambler.octet(salt, (int) value);
                    case CHAR, SHORT -> scrambler.pair(salt, (int) value);
                    case INT, LONG -> scrambler.number(salt, value);
                    // Between 1 and 2, so that every one is a number.
                    case FLOAT ->
                            value == 0 ? 0 : 0x3f800000 | scrambler.number(salt, value) >>> 41;
                    case DOUBLE ->
                            value == 0 ? 0 : 1023L << 52 | scrambler.number(salt, value) >>> 12;
                    case OBJECT -> value;
                };
        write(record, at, kind.bytes(file.idBytes()), other);
    }

    private static long read(byte[] record, int at, int bytes) {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (record[at + i] & 0xff);
        }
        return value;
    }

    private static void write(byte[] record, int at, int bytes, long value) {
        for (int i = 0; i < bytes; i++) {
            record[at + i] = (byte) (value >>> (8 * (bytes - 1 - i)));
        }
    }
}
