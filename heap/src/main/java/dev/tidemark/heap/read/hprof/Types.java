package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.SnapshotFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types of a dump: one for each class record, by address; then classes that were loaded but
 * have no record, and what the dump needs but does not name.
 */
final class Types {
    /** What the root counts under. */
    static final int ROOT = 0;

    /** What objects count under whose class is neither recorded nor loaded. */
    static final int UNKNOWN = 1;

    static final int NONE = -1;

    private static final String REFERENCE = "java.lang.ref.Reference";
    private static final String SOFT_REFERENCE = "java.lang.ref.SoftReference";
    private static final String CLASS = "java.lang.Class";

    private final DumpFile file;
    private final Names names;
    private final TopLevel topLevel;
    private final List<String> typeNames = new ArrayList<>();
    private final List<@Nullable ClassDump> dumps = new ArrayList<>();
    private final LongList ids = new LongList();
    private final LongMap typeById = new LongMap();

    /** The first type of each name: the boot loader's, when it has one. */
    private final Map<String, Integer> typeByName = new HashMap<>();

    private final int[] superTypes;
    private final int[] primitiveArrays = new int[12];
    private final int classType;
    private final int[][] referenceOffsets;
    private final int[][] referenceFields;
    private final int[] instanceBytes;
    private final int[] referents;

    private Types(DumpFile file, Names names, TopLevel topLevel, LongList classRecords)
            throws SnapshotFormatException {
        this.file = file;
        this.names = names;
        this.topLevel = topLevel;
        add("(GC roots)", 0, null);
        add("(unknown class)", 0, null);
        addRecorded(classRecords);
        for (long id : topLevel.classNames().keys()) {
            if (typeById.get(id, NONE) == NONE) {
                add(nameOf(id), id, null);
            }
        }
        for (FieldKind kind : FieldKind.values()) {
            if (kind != FieldKind.OBJECT) {
                primitiveArrays[kind.number()] = named(kind.javaName() + "[]");
            }
        }
        this.classType = named(CLASS);
        int count = typeNames.size();
        this.superTypes = superTypes();
        this.referenceOffsets = new int[count][];
        this.referenceFields = new int[count][];
        this.instanceBytes = new int[count];
        this.referents = new int[count];
        for (int type = 0; type < count; type++) {
            layOut(type);
        }
    }

    /**
     * @param referents which of them retain
     */
    static Types of(
            DumpFile file,
            Names names,
            TopLevel topLevel,
            LongList classRecords,
            Referents referents)
            throws SnapshotFormatException {
        Types types = new Types(file, names, topLevel, classRecords);
        types.findReferents(referents);
        return types;
    }

    private void addRecorded(LongList classRecords) throws SnapshotFormatException {
        List<ClassDump> recorded = new ArrayList<>();
        for (int i = 0; i < classRecords.size(); i++) {
            recorded.add(ClassDump.read(file, classRecords.get(i) + 1, file.size()));
        }
        recorded.sort((a, b) -> Long.compareUnsigned(a.id(), b.id()));
        for (ClassDump dump : recorded) {
            add(nameOf(dump.id()), dump.id(), dump);
        }
    }

    private String nameOf(long classId) {
        long name = topLevel.classNames().get(classId, 0);
        return name == 0 ? "(unnamed class 0x%x)".formatted(classId) : names.ofClass(name);
    }

    private int add(String name, long id, @Nullable ClassDump dump) {
        int type = typeNames.size();
        typeNames.add(name);
        ids.add(id);
        dumps.add(dump);
        if (id != 0) {
            typeById.put(id, type);
        }
        Integer before = typeByName.putIfAbsent(name, type);
        if (before != null && dump != null && dump.loaderId() == 0) {
            typeByName.put(name, type);
        }
        return type;
    }

    private int named(String name) {
        Integer type = typeByName.get(name);
        return type == null ? add(name, 0, null) : type;
    }

    private int[] superTypes() throws SnapshotFormatException {
        int[] all = new int[typeNames.size()];
        for (int type = 0; type < all.length; type++) {
            ClassDump dump = dumps.get(type);
            all[type] = dump == null ? NONE : ofClass(dump.superId());
        }
        for (int type = 0; type < all.length; type++) {
            int steps = 0;
            for (int at = type; at != NONE; at = all[at]) {
                if (++steps > all.length) {
                    throw file.problem(
                            recordOf(type), "superclasses that end", "a ring of superclasses");
                }
            }
        }
        return all;
    }

    private long recordOf(int type) {
        ClassDump dump = dumps.get(type);
        return dump == null ? file.firstRecord() : dump.record();
    }

    /** Finds where the references in an instance's bytes are: own fields first, then inherited. */
    private void layOut(int type) throws SnapshotFormatException {
        int[] offsets = new int[8];
        int[] fields = new int[8];
        int references = 0;
        int field = 0;
        long offset = 0;
        for (int at = type; at != NONE; at = superTypes[at]) {
            ClassDump dump = dumps.get(at);
            if (dump == null) {
                break;
            }
            for (ClassDump.Field one : dump.fields()) {
                if (one.kind() == FieldKind.OBJECT) {
                    if (references == offsets.length) {
                        offsets = Arrays.copyOf(offsets, references * 2);
                        fields = Arrays.copyOf(fields, references * 2);
                    }
                    offsets[references] = (int) offset;
                    fields[references++] = field;
                }
                field++;
                offset += one.kind().bytes(file.idBytes());
            }
        }
        if (offset > Integer.MAX_VALUE) {
            throw file.problem(recordOf(type), "fields of less than 2 GB", offset + " bytes");
        }
        referenceOffsets[type] = Arrays.copyOf(offsets, references);
        referenceFields[type] = Arrays.copyOf(fields, references);
        instanceBytes[type] = (int) offset;
    }

    /** Bytes of the fields of an instance in the memory of the JVM, packed as tightly as can be. */
    long fieldBytes(int type, int referenceBytes) {
        long bytes = instanceBytes[type];
        return bytes - (long) referenceOffsets[type].length * (file.idBytes() - referenceBytes);
    }

    private void findReferents(Referents retained) {
        Arrays.fill(referents, NONE);
        int reference = typeByName.getOrDefault(REFERENCE, NONE);
        int soft = typeByName.getOrDefault(SOFT_REFERENCE, NONE);
        if (reference == NONE || retained == Referents.STRONG) {
            return;
        }
        for (int type = 0; type < count(); type++) {
            boolean kept = retained == Referents.SOFT && soft != NONE && isSubtype(type, soft);
            if (isSubtype(type, reference) && !kept) {
                referents[type] = referenceNamed(type, reference, "referent");
            }
        }
    }

    boolean isSubtype(int type, int ancestor) {
        for (int at = type; at != NONE; at = superTypes[at]) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    private int referenceNamed(int type, int declaredBy, String name) {
        List<JvmHeap.Field> fields = fields(type);
        for (int i = 0; i < referenceFields[type].length; i++) {
            JvmHeap.Field field = fields.get(referenceFields[type][i]);
            if (field.declaredBy() == declaredBy && field.name().equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    /** Where a field is in an instance's bytes, or {@link #NONE}. */
    int offsetOf(int type, String name, FieldKind kind) {
        int offset = 0;
        for (int at = type; at != NONE; at = superTypes[at]) {
            ClassDump dump = dumps.get(at);
            if (dump == null) {
                break;
            }
            for (ClassDump.Field field : dump.fields()) {
                if (field.kind() == kind && names.of(field.nameId()).equals(name)) {
                    return offset;
                }
                offset += field.kind().bytes(file.idBytes());
            }
        }
        return NONE;
    }

    int count() {
        return typeNames.size();
    }

    String name(int type) {
        return typeNames.get(type);
    }

    /** Id of the class, 0 if the dump gives none. */
    long id(int type) {
        return ids.get(type);
    }

    /** The class record, or null. */
    @Nullable ClassDump dump(int type) {
        return dumps.get(type);
    }

    int superType(int type) {
        return superTypes[type];
    }

    int ofClass(long id) {
        return id == 0 ? NONE : (int) typeById.get(id, NONE);
    }

    /** As {@link #ofClass}, but {@link #UNKNOWN} instead of none. */
    int ofInstance(long classId) {
        return classId == 0 ? UNKNOWN : (int) typeById.get(classId, UNKNOWN);
    }

    /** The type of arrays of a primitive type. */
    int ofPrimitiveArray(int elementKind) {
        return primitiveArrays[elementKind];
    }

    /** The type of class objects. */
    int classType() {
        return classType;
    }

    /** The first type with a name, or {@link #NONE}. */
    int find(String name) {
        return typeByName.getOrDefault(name, NONE);
    }

    /** Where in an instance's bytes its references are. Not to be changed. */
    int[] referenceOffsets(int type) {
        return referenceOffsets[type];
    }

    /** The places of the references among all fields. Not to be changed. */
    int[] referenceFields(int type) {
        return referenceFields[type];
    }

    /** Bytes that the fields of an instance take in the dump. */
    int instanceBytes(int type) {
        return instanceBytes[type];
    }

    /** Which of the references is a referent that does not retain, or {@link #NONE}. */
    int referent(int type) {
        return referents[type];
    }

    /** Own fields first, then inherited ones. */
    List<JvmHeap.Field> fields(int type) {
        List<JvmHeap.Field> all = new ArrayList<>();
        for (int at = type; at != NONE; at = superTypes[at]) {
            ClassDump dump = dumps.get(at);
            if (dump == null) {
                break;
            }
            for (ClassDump.Field field : dump.fields()) {
                all.add(new JvmHeap.Field(names.of(field.nameId()), at, field.kind().letter()));
            }
        }
        return all;
    }

    List<JvmHeap.Field> statics(int type) {
        ClassDump dump = dumps.get(type);
        return dump == null
                ? List.of()
                : dump.statics().stream()
                        .map(one ->
                                new JvmHeap.Field(
                                        names.of(one.nameId()), type, one.kind().letter()))
                        .toList();
    }
}
