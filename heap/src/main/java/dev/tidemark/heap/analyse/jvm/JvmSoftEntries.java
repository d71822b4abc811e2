package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Entries that are soft references. While they have their values there may be as many as memory has
 * room for; but those that lost theirs, and have no queue that tells of it, stay for ever.
 */
final class JvmSoftEntries {
    private static final Set<String> SOFT = Set.of("java.lang.ref.SoftReference");

    /** What a reference has as its queue when it needs none, or is in it. */
    private static final String NO_QUEUE = "java.lang.ref.ReferenceQueue$Null";

    /** So many tell about all of them. */
    private static final int MOST = 100_000;

    private static final List<String> VALUES = List.of("value", "val");

    private final JvmHeap heap;
    private final JvmTypes types;

    JvmSoftEntries(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        this.types = types;
    }

    /** Why there will be no more of them than memory has room for; empty when that is not so. */
    Optional<String> cleared(int holder, List<Integer> samples) {
        boolean soft = !samples.isEmpty() && samples.stream().allMatch(this::isSoft);
        return soft && all(holder).stream().noneMatch(this::isForgotten)
                ? Optional.of(
                        "it refers to its values softly: the JVM clears them when memory is short,"
                                + " though not the references")
                : Optional.empty();
    }

    /** The soft references in the tables and arrays of a collection, at its first two levels. */
    private List<Integer> all(int holder) {
        List<Integer> found = new ArrayList<>();
        long end = heap.firstReference(holder + 1);
        for (long at = heap.firstReference(holder); at < end; at++) {
            int table = heap.target(at);
            if (heap.length(table).isPresent()) {
                addOf(table, found);
            }
        }
        if (heap.length(holder).isPresent()) {
            addOf(holder, found);
        }
        return found;
    }

    private void addOf(int table, List<Integer> found) {
        long end = heap.firstReference(table + 1);
        for (long at = heap.firstReference(table); at < end; at++) {
            OptionalInt node = OptionalInt.of(heap.target(at));
            while (node.isPresent() && found.size() < MOST) {
                int here = node.getAsInt();
                if (isSoft(here)) {
                    found.add(here);
                    break;
                }
                VALUES.stream()
                        .flatMapToInt(field -> heap.follow(here, field).stream())
                        .filter(this::isSoft)
                        .forEach(found::add);
                node =
                        heap.typeOfClass(here).isPresent()
                                ? OptionalInt.empty()
                                : heap.follow(here, "next");
            }
        }
    }

    private boolean isSoft(int object) {
        return types.extendsOne(heap.typeOf(object), SOFT);
    }

    /** One without a value that is in no queue, and was in none: it would be linked then. */
    private boolean isForgotten(int reference) {
        OptionalInt queue = heap.follow(reference, "queue");
        return heap.follow(reference, "referent").isEmpty()
                && heap.follow(reference, "next").isEmpty()
                && queue.isPresent()
                && heap.typeName(heap.typeOf(queue.getAsInt())).equals(NO_QUEUE);
    }
}
