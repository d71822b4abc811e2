package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.SnapshotFormatException;
import org.jspecify.annotations.Nullable;

/**
 * The records of the top level: names, loaded classes, stacks, and where the parts of the heap are.
 * Found by hopping from record to record.
 */
final class TopLevel {
    private static final int HEAD_BYTES = 9;
    private static final long LENGTH_OVERFLOW = 1L << 32;

    /** How many records must follow one another before a place counts as a border of records. */
    private static final int ENOUGH_RECORDS = 3;

    private final DumpFile file;
    private final LongMap strings = new LongMap();
    private final LongMap classNames = new LongMap();
    private final LongMap classBySerial = new LongMap();
    private final LongMap frames = new LongMap();
    private final LongMap traces = new LongMap();
    private final LongList segmentStarts = new LongList();
    private final LongList segmentEnds = new LongList();
    private boolean segmented;
    private boolean ended;
    private @Nullable Truncation truncation;

    private TopLevel(DumpFile file) {
        this.file = file;
    }

    static TopLevel read(DumpFile file) throws SnapshotFormatException {
        TopLevel topLevel = new TopLevel(file);
        topLevel.read();
        return topLevel;
    }

    /** Offsets of the string records' ids, by id; the length is in the record's head. */
    LongMap strings() {
        return strings;
    }

    /** Ids of the classes' names, by id of the class. */
    LongMap classNames() {
        return classNames;
    }

    /** Ids of classes by serial number. */
    LongMap classBySerial() {
        return classBySerial;
    }

    /** Offsets of the bodies of frame records, by id. */
    LongMap frames() {
        return frames;
    }

    /** Offsets of the bodies of stack traces, by serial number plus 1, as 0 is one. */
    LongMap traces() {
        return traces;
    }

    int segmentCount() {
        return segmentStarts.size();
    }

    long segmentStart(int segment) {
        return segmentStarts.get(segment);
    }

    long segmentEnd(int segment) {
        return segmentEnds.get(segment);
    }

    /** Where the file ends too early, or null; the last segment may end with a part of a record. */
    @Nullable Truncation truncation() {
        return truncation;
    }

    private void read() throws SnapshotFormatException {
        long offset = file.firstRecord();
        while (offset < file.size()) {
            if (offset + HEAD_BYTES > file.size()) {
                cut("what followed the last record");
                return;
            }
            offset = readRecord(offset);
        }
        if (segmented && !ended && truncation == null) {
            cut("whatever followed: the record that ends a dump is missing");
        }
    }

    private void cut(String lost) {
        truncation = new Truncation(file.size(), lost);
    }

    private long readRecord(long offset) throws SnapshotFormatException {
        int tag = file.tag(offset);
        long body = offset + HEAD_BYTES;
        long end = body + file.u4(offset + 5);
        if (!Tags.isTopLevel(tag)) {
            throw file.problem(offset, "a record", "tag 0x%02x".formatted(tag));
        }
        if (tag == Tags.HEAP_DUMP || tag == Tags.HEAP_DUMP_SEGMENT) {
            return readSegment(tag, body, end);
        }
        if (end > file.size()) {
            cut("a record at byte %d and what followed".formatted(offset));
            return file.size();
        }
        int needed = neededBytes(tag);
        if (end - body < needed) {
            throw file.problem(
                    offset, "a record of at least %d bytes".formatted(needed), end - body + "");
        }
        add(tag, body, end);
        return end;
    }

    private int neededBytes(int tag) {
        int idBytes = file.idBytes();
        return switch (tag) {
            case Tags.STRING -> idBytes;
            case Tags.LOAD_CLASS -> 8 + 2 * idBytes;
            case Tags.FRAME -> 8 + 4 * idBytes;
            case Tags.TRACE -> 12;
            default -> 0;
        };
    }

    private void add(int tag, long body, long end) throws SnapshotFormatException {
        switch (tag) {
            case Tags.STRING -> strings.put(nonZero(body), body);
            case Tags.LOAD_CLASS -> {
                long id = nonZero(body + 4);
                classNames.put(id, file.id(body + 8 + file.idBytes()));
                classBySerial.put(file.u4(body) + 1, id);
            }
            case Tags.FRAME -> frames.put(nonZero(body), body);
            case Tags.TRACE -> addTrace(body, end);
            case Tags.HEAP_DUMP_END -> ended = true;
            default -> {
                // Start and end of threads, allocation sites, CPU samples: nothing we ask for.
            }
        }
    }

    private void addTrace(long body, long end) throws SnapshotFormatException {
        if (file.u4(body + 8) > (end - body - 12) / file.idBytes()) {
            throw file.problem(body + 8, "frames that fit the record", file.u4(body + 8) + "");
        }
        traces.put(file.u4(body) + 1, body);
    }

    private long nonZero(long offset) throws SnapshotFormatException {
        long id = file.id(offset);
        if (id == 0) {
            throw file.problem(offset, "an id", "0");
        }
        return id;
    }

    private long readSegment(int tag, long body, long writtenEnd) {
        segmented |= tag == Tags.HEAP_DUMP_SEGMENT;
        long end = tag == Tags.HEAP_DUMP ? trueEnd(body, writtenEnd) : writtenEnd;
        if (end > file.size()) {
            cut("objects behind this place");
            end = file.size();
        }
        segmentStarts.add(body);
        segmentEnds.add(end);
        return end;
    }

    /**
     * Where a heap dump record ends: older JVMs write one record for the whole heap, whose 4-byte
     * length overflows, and fill the length in last, so that it is 0 if they died on the way.
     */
    private long trueEnd(long body, long writtenEnd) {
        for (long end = writtenEnd; end <= file.size(); end += LENGTH_OVERFLOW) {
            boolean unfinished = end == body && file.size() > body;
            if (!unfinished && isBorder(end)) {
                return end;
            }
        }
        return writtenEnd > body && writtenEnd <= file.size() ? writtenEnd : file.size() + 1;
    }

    /** Whether records of the top level follow, or the file ends. */
    private boolean isBorder(long offset) {
        long at = offset;
        for (int i = 0; i < ENOUGH_RECORDS && at != file.size(); i++) {
            if (at + HEAD_BYTES > file.size()
                    || !Tags.isTopLevel(file.tag(at))
                    || file.tag(at) == 0) {
                return false;
            }
            at += HEAD_BYTES + file.u4(at + 5);
            if (at > file.size()) {
                return false;
            }
        }
        return true;
    }
}
