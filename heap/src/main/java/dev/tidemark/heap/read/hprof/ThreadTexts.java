package dev.tidemark.heap.read.hprof;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the arrays that hold the names of threads: over the thread and its string. */
final class ThreadTexts {
    private final DumpFile file;
    private final DumpNames names;

    /** Where the reference to follow is in an instance, by class; -1 if there is none. */
    private final Map<Long, Integer> threadFields = new HashMap<>();

    private final Map<Long, Integer> stringFields = new HashMap<>();

    /** Strings, or in old JVMs the arrays themselves, that threads refer to. */
    private final LongMap texts = new LongMap();

    private final LongMap arrays = new LongMap();
    private boolean missed;

    ThreadTexts(DumpFile file, DumpNames names) {
        this.file = file;
        this.names = names;
    }

    /** Looks at an instance for the first time. */
    void addThread(HeapRecords record) {
        if (!names.hasClass(record.classId())) {
            missed = true;
            return;
        }
        int field = threadFields.computeIfAbsent(record.classId(), id -> field(id, true));
        if (field >= 0) {
            note(texts, file.id(record.data() + field));
        }
    }

    /** Whether instances came before their classes, so that threads have to be looked for again. */
    boolean hasMissed() {
        return missed;
    }

    /** Looks at an instance when all threads are known. */
    void addString(HeapRecords record) {
        if (texts.get(record.id(), 0) != 0) {
            int field = stringFields.computeIfAbsent(record.classId(), id -> field(id, false));
            if (field >= 0) {
                note(arrays, file.id(record.data() + field));
            }
        }
    }

    private static void note(LongMap ids, long id) {
        if (id != 0) {
            ids.put(id, 1);
        }
    }

    /** Whether an array holds the name of a thread. */
    boolean isName(long array) {
        return arrays.get(array, 0) != 0 || texts.get(array, 0) != 0;
    }

    /** Where in the fields of a class the one is that leads on to the text. */
    private int field(long classId, boolean ofThread) {
        String owner = ofThread ? "java.lang.Thread" : "java.lang.String";
        String wanted = ofThread ? "name" : "value";
        int offset = 0;
        for (@Nullable ClassDump at = names.classDump(classId);
                at != null;
                at = names.classDump(at.superId())) {
            boolean isOwner = names.ofClass(at.id()).equals(owner);
            for (ClassDump.Field field : at.fields()) {
                boolean isReference = field.kind() == FieldKind.OBJECT;
                if (isOwner && isReference && names.of(field.nameId()).equals(wanted)) {
                    return offset;
                }
                offset += field.kind().bytes(file.idBytes());
            }
        }
        return -1;
    }
}
