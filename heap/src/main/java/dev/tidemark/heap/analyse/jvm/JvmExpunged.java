package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Entries whose weak referent died in the collection before the dump: their collection drops them
 * when it is used next, so that they are no growth that stays.
 */
final class JvmExpunged {
    private static final Set<String> WEAK_MAP = Set.of("java.util.WeakHashMap");
    private static final Set<String> REFERENCE = Set.of("java.lang.ref.Reference");

    /** What a reference has as its queue when it needs none, or is in it. */
    private static final String NO_QUEUE = "java.lang.ref.ReferenceQueue$Null";

    private final JvmHeap heap;
    private final JvmTypes types;

    JvmExpunged(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        this.types = types;
    }

    Optional<String> waiting(int holder, List<Integer> samples) {
        return types.extendsOne(heap.typeOf(holder), WEAK_MAP)
                ? deadKeys(holder)
                : onTheirWay(samples);
    }

    private Optional<String> deadKeys(int map) {
        int dead = 0;
        int all = 0;
        OptionalInt table = heap.follow(map, "table");
        if (table.isPresent()) {
            long end = heap.firstReference(table.getAsInt() + 1);
            // The class of an array is one of its references, and is no reference object.
            for (long at = heap.firstReference(table.getAsInt()); at < end; at++) {
                OptionalInt entry = OptionalInt.of(heap.target(at));
                while (entry.isPresent() && isReference(entry.getAsInt())) {
                    all++;
                    dead += isDead(entry.getAsInt()) ? 1 : 0;
                    entry = heap.follow(entry.getAsInt(), "next");
                }
            }
        }
        return 2 * dead > all
                ? Optional.of(
                        "%d of its %d keys are gone: it drops their entries when it is used next"
                                .formatted(dead, all))
                : Optional.empty();
    }

    /** Cleared, and not yet handed to the queue that somebody polls. */
    private Optional<String> onTheirWay(List<Integer> samples) {
        long pending =
                samples.stream()
                        .filter(entry -> isReference(entry) && isDead(entry) && hasQueue(entry))
                        .count();
        return 2 * pending > samples.size()
                ? Optional.of(
                        "its references were cleared just now: whoever polls their queue removes them")
                : Optional.empty();
    }

    private boolean isReference(int object) {
        return types.extendsOne(heap.typeOf(object), REFERENCE);
    }

    private boolean isDead(int reference) {
        return heap.follow(reference, "referent").isEmpty();
    }

    private boolean hasQueue(int reference) {
        OptionalInt queue = heap.follow(reference, "queue");
        return queue.isPresent() && !heap.typeName(heap.typeOf(queue.getAsInt())).equals(NO_QUEUE);
    }
}
