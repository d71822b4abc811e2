package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.memory.IntList;

/** References of one object that are not in its own record, or whose record is a class. */
final class Links {
    private final IntList targets = new IntList();
    private final IntList codes = new IntList();

    /** Adds a reference, unless there is no such object. */
    void add(int target, byte code) {
        if (target >= 0) {
            targets.add(target);
            codes.add(code);
        }
    }

    int count() {
        return targets.size();
    }

    int target(int link) {
        return targets.get(link);
    }

    /** Writes them to the table from a reference on. */
    void store(ReferenceTable references, long first) {
        for (int i = 0; i < count(); i++) {
            references.set(first + i, targets.get(i), (byte) codes.get(i));
        }
    }
}
