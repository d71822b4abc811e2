package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The entries of a hash table of the JDK, read from its insides: {@code HashMap} and its
 * subclasses, {@code ConcurrentHashMap}, {@code Hashtable}, {@code WeakHashMap}.
 */
final class HashEntries {
    /** No object: a key that is null, or was collected. */
    static final int NONE = -1;

    /** So many tell about all of them. */
    private static final int MOST = 10_000;

    /**
     * One of them.
     *
     * @param hash as the table keeps it
     */
    record Entry(int node, int key, int value, int hash) {}

    private final JvmHeap heap;
    private final List<Entry> entries = new ArrayList<>();

    private HashEntries(JvmHeap heap) {
        this.heap = heap;
    }

    /** The entries of a table, at most ten thousand; none if it is no hash table. */
    static List<Entry> of(JvmHeap heap, int map) {
        HashEntries found = new HashEntries(heap);
        OptionalInt table = heap.follow(map, "table");
        if (table.isPresent() && heap.length(table.getAsInt()).isPresent()) {
            found.addAll(table.getAsInt());
        }
        return found.entries;
    }

    private void addAll(int table) {
        long end = heap.firstReference(table + 1);
        for (long reference = heap.firstReference(table);
                reference < end && entries.size() < MOST;
                reference++) {
            // The class of an array is one of its references, and has no next.
            addChain(heap.target(reference));
        }
    }

    private void addChain(int first) {
        OptionalInt at = heap.follow(first, "first");
        if (at.isEmpty()) {
            at = OptionalInt.of(first);
        }
        while (at.isPresent() && entries.size() < MOST && isEntry(at.getAsInt())) {
            add(at.getAsInt());
            at = heap.follow(at.getAsInt(), "next");
        }
    }

    private boolean isEntry(int object) {
        return heap.number(object, "hash").isPresent();
    }

    private void add(int node) {
        OptionalInt value = heap.follow(node, "value");
        if (value.isEmpty()) {
            value = heap.follow(node, "val");
        }
        OptionalInt key = heap.follow(node, "key");
        if (key.isEmpty()) {
            key = heap.follow(node, "referent");
        }
        entries.add(
                new Entry(
                        node,
                        key.orElse(NONE),
                        value.orElse(NONE),
                        (int) heap.number(node, "hash").orElse(0)));
    }
}
