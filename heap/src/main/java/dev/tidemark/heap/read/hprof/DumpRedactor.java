package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.RecordCopy;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.redact.RedactedCounts;
import dev.tidemark.heap.redact.Scrambler;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Copies a dump without its contents. Every object stays where it is, with its class and what it
 * refers to; numbers, texts and names that nothing uses do not.
 *
 * <p>The dump is walked three times: for its classes, names and threads, for the threads' names,
 * and to copy it. Memory is needed for names and classes alone, not for objects.
 */
final class DumpRedactor {
    private static final int HEAD_BYTES = 9;

    private final DumpFile file;
    private final TopLevel topLevel;
    private final DumpNames names;
    private final ThreadTexts threads;
    private final RedactedFields fields;
    private final RedactedTexts texts;
    private final RecordCopy copy;

    private long objects;
    private long replacedTexts;
    private long textBytes;
    private long keptTexts;
    private long numbers;
    private long arrays;
    private long arrayBytes;
    private long keptNames;
    private long droppedNames;

    private DumpRedactor(DumpFile file, TopLevel topLevel, Scrambler scrambler, OutputStream out) {
        this.file = file;
        this.topLevel = topLevel;
        this.names = new DumpNames(file, topLevel);
        this.threads = new ThreadTexts(file, names);
        this.fields = new RedactedFields(file, names, scrambler);
        this.texts = new RedactedTexts(names, threads, scrambler);
        this.copy = new RecordCopy(file.bytes(), out);
    }

    static RedactedCounts redact(SnapshotBytes bytes, Scrambler scrambler, OutputStream out)
            throws IOException {
        DumpFile file = DumpFile.open(bytes);
        TopLevel topLevel = TopLevel.read(file);
        Truncation cut = topLevel.truncation();
        if (cut != null) {
            throw bytes.unexpected(bytes.size(), "the rest of the dump");
        }
        return new DumpRedactor(file, topLevel, scrambler, out).redact();
    }

    private RedactedCounts redact() throws IOException {
        walk(record -> {
            switch (record.tag()) {
                case Tags.CLASS -> names.addClass(record);
                case Tags.INSTANCE -> threads.addThread(record);
                case Tags.HEAP_INFO -> names.addHeapName(record);
                default -> {
                    // Neither names anything nor is a thread.
                }
            }
        });
        if (threads.hasMissed()) {
            walkInstances(threads::addThread);
        }
        walkInstances(threads::addString);
        copy();
        return new RedactedCounts(
                objects,
                replacedTexts,
                textBytes,
                numbers,
                arrays,
                arrayBytes,
                0,
                droppedNames,
                keptNames,
                keptTexts);
    }

    /** What is done with each record of the heap. */
    private interface Visitor {
        void visit(HeapRecords record) throws SnapshotFormatException;
    }

    private interface InstanceVisitor {
        void visit(HeapRecords record);
    }

    private void walkInstances(InstanceVisitor visitor) throws SnapshotFormatException {
        walk(record -> {
            if (record.tag() == Tags.INSTANCE) {
                visitor.visit(record);
            }
        });
    }

    private void walk(Visitor visitor) throws SnapshotFormatException {
        HeapRecords records = new HeapRecords(file);
        for (int segment = 0; segment < topLevel.segmentCount(); segment++) {
            records.over(topLevel.segmentStart(segment), topLevel.segmentEnd(segment), false);
            while (records.next()) {
                visitor.visit(records);
            }
        }
    }

    private void copy() throws IOException {
        copy.copyAll(0, file.firstRecord());
        int segment = 0;
        for (long at = file.firstRecord(); at < file.size(); ) {
            int tag = file.tag(at);
            long body = at + HEAD_BYTES;
            long end = body + file.u4(at + 5);
            if (tag == Tags.HEAP_DUMP || tag == Tags.HEAP_DUMP_SEGMENT) {
                copy.copyAll(at, body);
                end = topLevel.segmentEnd(segment);
                copySegment(segment);
                segment++;
            } else if (tag != Tags.STRING) {
                copy.copyAll(at, end);
            } else if (names.isUsed(file.id(body))) {
                keptNames++;
                copy.copyAll(at, end);
            } else {
                droppedNames++;
            }
            at = end;
        }
        copy.flush();
    }

    private void copySegment(int segment) throws IOException {
        HeapRecords records = new HeapRecords(file);
        records.over(topLevel.segmentStart(segment), topLevel.segmentEnd(segment), false);
        while (records.next()) {
            objects += records.isObject() ? 1 : 0;
            switch (records.tag()) {
                case Tags.INSTANCE -> copyInstance(records);
                case Tags.CLASS -> copyClass(records);
                case Tags.PRIMITIVE_ARRAY -> copyArray(records);
                default -> copy.copyAll(records.start(), records.nextStart());
            }
        }
    }

    private void copyInstance(HeapRecords record) throws IOException {
        RedactedFields.Plan plan = fields.of(record.classId());
        if (plan == null || plan.bytes() != record.length()) {
            throw file.problem(
                    record.start(),
                    plan == null
                            ? "an instance of a class that the dump has"
                            : "%d bytes of fields, as its class has".formatted(plan.bytes()),
                    plan == null
                            ? "class 0x" + Long.toHexString(record.classId())
                            : Long.toString(record.length()));
        }
        if (plan.places().isEmpty()) {
            copy.copyAll(record.start(), record.nextStart());
            return;
        }
        checkFits(record, "an instance");
        int at = copy.copy(record.start(), record.nextStart());
        int place = at + (int) (record.data() - record.start());
        numbers += fields.replace(plan, copy.buffer(), place);
    }

    private void copyClass(HeapRecords record) throws IOException {
        checkFits(record, "a class");
        ClassDump dump = ClassDump.read(file, record.data(), record.nextStart());
        String className = names.ofClass(dump.id());
        int at = copy.copy(record.start(), record.nextStart());
        for (ClassDump.Static constant : dump.constants()) {
            replaceStatic(className, "", constant, at + (int) (constant.value() - record.start()));
        }
        for (ClassDump.Static field : dump.statics()) {
            String name = names.of(field.nameId());
            if (!KeptFields.keeps(className, name, field.kind())) {
                replaceStatic(className, name, field, at + (int) (field.value() - record.start()));
            }
        }
    }

    private void checkFits(HeapRecords record, String what) throws SnapshotFormatException {
        if (!RecordCopy.fits(record.nextStart() - record.start())) {
            throw file.problem(record.start(), what + " of at most 1 MiB", "a greater one");
        }
    }

    private void replaceStatic(String className, String name, ClassDump.Static field, int at) {
        fields.replaceStatic(field.kind(), className, name, copy.buffer(), at);
        numbers += field.kind() == FieldKind.OBJECT ? 0 : 1;
    }

    private void copyArray(HeapRecords record) throws IOException {
        long bytes = record.nextStart() - record.data();
        int kind = record.elementKind();
        boolean wide = kind == FieldKind.CHAR.number();
        boolean isText = wide || kind == FieldKind.BYTE.number();
        if (isText && RecordCopy.fits(record.nextStart() - record.start())) {
            int at = copy.copy(record.start(), record.nextStart());
            int data = at + (int) (record.data() - record.start());
            if (texts.replace(record.id(), wide, copy.buffer(), data, (int) bytes)) {
                keptTexts++;
            } else {
                replacedTexts++;
                textBytes += bytes;
            }
        } else {
            copy.copyAll(record.start(), record.data());
            copy.zeros(bytes);
            arrays++;
            arrayBytes += bytes;
        }
    }
}
