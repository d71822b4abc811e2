package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.read.SnapshotFormatException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names in a dump, and which of them say what something is: those of classes, fields, methods
 * and files. A JVM also writes whatever else lies in its table, such as the texts in class files.
 */
final class DumpNames {
    private final DumpFile file;
    private final TopLevel topLevel;
    private final Names names;

    /** Offsets of the classes' records, by id of the class. */
    private final LongMap classes = new LongMap();

    private final Map<Long, String> classNames = new HashMap<>();
    private final LongMap used = new LongMap();
    private @Nullable Set<String> loaded;

    DumpNames(DumpFile file, TopLevel topLevel) {
        this.file = file;
        this.topLevel = topLevel;
        this.names = new Names(file, topLevel.strings());
        useTopLevel();
    }

    private void useTopLevel() {
        for (long id : topLevel.classNames().keys()) {
            use(topLevel.classNames().get(id, 0));
        }
        for (long id : topLevel.frames().keys()) {
            long frame = topLevel.frames().get(id, 0);
            for (int field = 1; field <= 3; field++) {
                use(file.id(frame + (long) field * file.idBytes()));
            }
        }
    }

    private void use(long nameId) {
        if (nameId != 0) {
            used.put(nameId, 1);
        }
    }

    /** Notes a class's record, and the names in it. */
    void addClass(HeapRecords record) throws SnapshotFormatException {
        classes.put(record.id(), record.start());
        ClassDump dump = ClassDump.read(file, record.data(), record.nextStart());
        dump.statics().forEach(field -> use(field.nameId()));
        dump.fields().forEach(field -> use(field.nameId()));
    }

    /** Notes the name of a part of the heap, which Android gives. */
    void addHeapName(HeapRecords record) {
        use(file.id(record.start() + 1 + Integer.BYTES));
    }

    /** Whether the name with an id says what something is. */
    boolean isUsed(long nameId) {
        return used.get(nameId, 0) != 0;
    }

    boolean hasClass(long classId) {
        return classId != 0 && classes.get(classId, -1) >= 0;
    }

    @Nullable ClassDump classDump(long classId) {
        long record = classes.get(classId, -1);
        if (classId == 0 || record < 0) {
            return null;
        }
        try {
            return ClassDump.read(file, record + 1, file.size());
        } catch (SnapshotFormatException e) {
            throw new IllegalStateException("it was read before", e);
        }
    }

    String of(long nameId) {
        return names.of(nameId);
    }

    /** The name of a class as Java source has it. */
    String ofClass(long classId) {
        return classNames.computeIfAbsent(
                classId, id -> names.ofClass(topLevel.classNames().get(id, 0)));
    }

    /** Whether an instance of the class is one of the other, by name. */
    boolean isA(long classId, String wanted) {
        for (ClassDump dump = classDump(classId); dump != null; dump = classDump(dump.superId())) {
            if (ofClass(dump.id()).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text is the name of a class that was loaded. */
    boolean isLoadedClass(String text) {
        Set<String> known = loaded;
        if (known == null) {
            known = new HashSet<>();
            for (long id : topLevel.classNames().keys()) {
                known.add(ofClass(id));
            }
            loaded = known;
        }
        return known.contains(text);
    }
}
