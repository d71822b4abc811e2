package dev.tidemark.heap.read.hprof;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Values of objects that are not in memory: each question reads the dump. */
final class ObjectValues {
    private static final String STRING = "java.lang.String";

    private final DumpFile file;
    private final Names names;
    private final Types types;
    private final AddressIndex addresses;
    private final ObjectTable objects;
    private final Places places;
    private final int stringType;
    private final int bytesType;
    private final int charsType;

    ObjectValues(
            DumpFile file,
            Names names,
            Types types,
            AddressIndex addresses,
            ObjectTable objects,
            Places places) {
        this.file = file;
        this.names = names;
        this.types = types;
        this.addresses = addresses;
        this.objects = objects;
        this.places = places;
        this.stringType = types.find(STRING);
        this.bytesType = types.ofPrimitiveArray(FieldKind.BYTE.number());
        this.charsType = types.ofPrimitiveArray(FieldKind.CHAR.number());
    }

    boolean isString(int type) {
        return type == stringType;
    }

    /** The record of an object that is not a class, or null. */
    @Nullable HeapRecords record(int object) {
        HeapRecords records = new HeapRecords(file);
        return object > 0 && find(object, records) ? records : null;
    }

    private boolean find(int object, HeapRecords records) {
        return objects.keepsOffsets()
                ? objects.offset(object) > 0 && places.at(objects.offset(object), records)
                : places.find(addresses.addressOf(object), records);
    }

    /** Where a field is. */
    private record FieldPlace(FieldKind kind, long offset) {}

    /** The field of an instance's record; the one of the subclass if a name is there twice. */
    private @Nullable FieldPlace find(HeapRecords record, int type, String name) {
        long offset = record.data();
        for (int at = type; at != Types.NONE; at = types.superType(at)) {
            ClassDump dump = types.dump(at);
            if (dump == null) {
                return null;
            }
            for (ClassDump.Field field : dump.fields()) {
                if (names.of(field.nameId()).equals(name)) {
                    return new FieldPlace(field.kind(), offset);
                }
                offset += field.kind().bytes(file.idBytes());
            }
        }
        return null;
    }

    /** What a field refers to, -1 if it is null or there is none. */
    int follow(int object, int type, String name) {
        HeapRecords record = record(object);
        if (record == null || record.tag() != Tags.INSTANCE) {
            return -1;
        }
        FieldPlace place = find(record, type, name);
        return place == null || place.kind != FieldKind.OBJECT ? -1 : target(place.offset);
    }

    private int target(long offset) {
        long id = file.id(offset);
        return id == 0 ? -1 : addresses.indexOf(id);
    }

    OptionalLong number(int object, int type, String name) {
        HeapRecords record = record(object);
        if (record == null || record.tag() != Tags.INSTANCE) {
            return OptionalLong.empty();
        }
        FieldPlace place = find(record, type, name);
        return place == null || place.kind == FieldKind.OBJECT
                ? OptionalLong.empty()
                : OptionalLong.of(file.number(place.kind, place.offset));
    }

    /** A static field, or null. */
    private ClassDump.@Nullable Static findStatic(int type, String name) {
        ClassDump dump = types.dump(type);
        if (dump != null) {
            for (ClassDump.Static one : dump.statics()) {
                if (names.of(one.nameId()).equals(name)) {
                    return one;
                }
            }
        }
        return null;
    }

    OptionalLong staticNumber(int type, String name) {
        ClassDump.Static found = findStatic(type, name);
        return found == null || found.kind() == FieldKind.OBJECT
                ? OptionalLong.empty()
                : OptionalLong.of(file.number(found.kind(), found.value()));
    }

    /** What a static field refers to, or -1. */
    int followStatic(int type, String name) {
        ClassDump.Static found = findStatic(type, name);
        return found == null || found.kind() != FieldKind.OBJECT ? -1 : target(found.value());
    }

    OptionalLong length(int object) {
        HeapRecords record = record(object);
        return record == null || record.tag() == Tags.INSTANCE
                ? OptionalLong.empty()
                : OptionalLong.of(record.length());
    }

    /**
     * The characters of a string.
     *
     * @param limit at most so many
     */
    Optional<String> text(int string, int type, int limit) {
        int value = follow(string, type, "value");
        HeapRecords array = value < 0 ? null : record(value);
        if (array == null || array.tag() != Tags.PRIMITIVE_ARRAY) {
            return Optional.empty();
        }
        if (types.ofPrimitiveArray(array.elementKind()) == charsType) {
            return Optional.of(ofChars(array, string, type, limit));
        }
        if (types.ofPrimitiveArray(array.elementKind()) == bytesType) {
            boolean wide = number(string, type, "coder").orElse(0) == 1;
            int count = (int) Math.min(array.length(), wide ? 2L * limit : limit);
            byte[] bytes = new byte[count];
            file.bytes().copy(array.data(), bytes, count);
            return Optional.of(
                    new String(
                            bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1));
        }
        return Optional.empty();
    }

    /** Strings of Java 8 and older; before 7u6 they could be a part of a shared array. */
    private String ofChars(HeapRecords array, int string, int type, int limit) {
        OptionalLong offset = number(string, type, "offset");
        long first = Math.clamp(offset.orElse(0), 0, array.length());
        long count = array.length() - first;
        if (offset.isPresent()) {
            count = Math.clamp(number(string, type, "count").orElse(count), 0, count);
        }
        StringBuilder text = new StringBuilder();
        for (long i = first; i < first + Math.min(count, limit); i++) {
            text.append((char) file.u2(array.data() + 2 * i));
        }
        return text.toString();
    }

    /** The index of the element that is the {@code nth} one, from 0, that the graph has. */
    long elementIndex(int array, long nth) {
        HeapRecords record = record(array);
        long seen = -1;
        if (record != null && record.tag() == Tags.OBJECT_ARRAY) {
            for (long i = 0; i < record.length(); i++) {
                if (target(record.data() + i * file.idBytes()) >= 0 && ++seen == nth) {
                    return i;
                }
            }
        }
        return -1;
    }

    /** The place among the references of its class of the {@code nth} field that the graph has. */
    int referencePlace(int object, int type, long nth) {
        HeapRecords record = record(object);
        long seen = -1;
        int[] offsets = types.referenceOffsets(type);
        for (int place = 0; record != null && place < offsets.length; place++) {
            if (target(record.data() + offsets[place]) >= 0 && ++seen == nth) {
                return place;
            }
        }
        return -1;
    }

    /** As {@link #referencePlace}, of the static fields. */
    int staticReferencePlace(int type, long nth) {
        ClassDump dump = types.dump(type);
        long seen = -1;
        int place = -1;
        if (dump != null) {
            for (ClassDump.Static one : dump.statics()) {
                if (one.kind() == FieldKind.OBJECT) {
                    place++;
                    if (target(one.value()) >= 0 && ++seen == nth) {
                        return place;
                    }
                }
            }
        }
        return -1;
    }
}
