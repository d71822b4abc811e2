package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.BitSet;

/** One heap with what its runtime's rules say about it. */
public record Snapshot(HeapGraph graph, RuntimeRules rules, OwnerTree owners) {
    public static Snapshot of(HeapGraph graph, RuntimeRules rules) {
        return new Snapshot(graph, rules, OwnerTree.of(graph, rules));
    }

    /**
     * What hangs on the runtime's own bookkeeping, and that itself: never a leak. Cost: a sweep
     * over the objects.
     */
    public BitSet aside() {
        BitSet aside = new BitSet(graph.objectCount());
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            int parent = owners.parent(object);
            boolean below = parent != OwnerTree.NONE && aside.get(parent);
            if (below || rules.isBookkeeping(object)) {
                aside.set(object);
            }
        }
        return aside;
    }
}
