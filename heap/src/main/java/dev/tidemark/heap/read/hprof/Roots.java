package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.RootKind;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.KeptColumns;
import dev.tidemark.heap.memory.LongList;

/** The root records of a dump, as they come. */
final class Roots {
    private final LongList starts;
    private final LongList ids;
    private final LongList threads;
    private final LongList numbers;
    private final LongList tags;

    Roots() {
        starts = new LongList();
        ids = new LongList();
        threads = new LongList();
        numbers = new LongList();
        tags = new LongList();
    }

    /** Those that {@link #addTo} added. */
    Roots(KeptColumns kept) {
        starts = LongList.of(kept.numbers());
        ids = LongList.of(kept.numbers());
        threads = LongList.of(kept.numbers());
        numbers = LongList.of(kept.numbers());
        tags = LongList.of(kept.numbers());
    }

    void addTo(ColumnList columns) {
        columns.addNumbers(starts.toArray())
                .addNumbers(ids.toArray())
                .addNumbers(threads.toArray())
                .addNumbers(numbers.toArray())
                .addNumbers(tags.toArray());
    }

    /** Adds the root record that the walk is at; other records are no roots. */
    void add(DumpFile file, HeapRecords record) {
        boolean ofThread =
                switch (record.tag()) {
                    case Tags.ROOT_JNI_LOCAL,
                            Tags.ROOT_JAVA_FRAME,
                            Tags.ROOT_THREAD,
                            Tags.ROOT_JNI_MONITOR ->
                            true;
                    default -> false;
                };
        if (record.tag() != Tags.HEAP_INFO && record.tag() != Tags.UNREACHABLE) {
            starts.add(record.start());
            tags.add(record.tag());
            ids.add(record.id());
            threads.add(ofThread ? file.u4(record.data()) : 0);
            numbers.add(ofThread ? file.u4(record.data() + 4) : 0);
        }
    }

    void addAll(Roots other) {
        for (int i = 0; i < other.count(); i++) {
            add(other, i);
        }
    }

    private void add(Roots other, int root) {
        starts.add(other.starts.get(root));
        tags.add(other.tag(root));
        ids.add(other.id(root));
        threads.add(other.thread(root));
        numbers.add(other.numbers.get(root));
    }

    /** The same in the order of the file, whichever thread found which. */
    Roots inOrder() {
        LongMap rootByStart = new LongMap();
        for (int root = 0; root < count(); root++) {
            rootByStart.put(starts.get(root), root);
        }
        Roots sorted = new Roots();
        for (long start : rootByStart.keys()) {
            sorted.add(this, (int) rootByStart.get(start, 0));
        }
        return sorted;
    }

    int count() {
        return ids.size();
    }

    /** Offset of the record. */
    long start(int root) {
        return starts.get(root);
    }

    int tag(int root) {
        return (int) tags.get(root);
    }

    long id(int root) {
        return ids.get(root);
    }

    /** Serial number of the thread that the root belongs to. */
    long thread(int root) {
        return threads.get(root);
    }

    /** Of a thread the serial number of its stack trace. */
    long trace(int root) {
        return numbers.get(root);
    }

    /** Of a local variable the place of its frame in the thread's stack, or -1. */
    int frame(int root) {
        return (int) numbers.get(root);
    }

    /** Whether it is a variable on a thread's stack. */
    boolean isLocal(int root) {
        return tag(root) == Tags.ROOT_JAVA_FRAME || tag(root) == Tags.ROOT_JNI_LOCAL;
    }

    RootKind kind(int root) {
        return switch (tag(root)) {
            case Tags.ROOT_JNI_GLOBAL -> RootKind.JNI_GLOBAL;
            case Tags.ROOT_JNI_LOCAL -> RootKind.JNI_LOCAL;
            case Tags.ROOT_JAVA_FRAME -> RootKind.JAVA_FRAME;
            case Tags.ROOT_NATIVE_STACK, Tags.ROOT_THREAD_BLOCK -> RootKind.NATIVE_STACK;
            case Tags.ROOT_STICKY_CLASS -> RootKind.SYSTEM_CLASS;
            case Tags.ROOT_THREAD -> RootKind.THREAD;
            case Tags.ROOT_MONITOR, Tags.ROOT_JNI_MONITOR -> RootKind.MONITOR;
            default -> RootKind.OTHER;
        };
    }
}
