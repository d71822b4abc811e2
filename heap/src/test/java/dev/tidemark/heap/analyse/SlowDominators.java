package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.ArrayDeque;
import java.util.BitSet;

/**
 * Dominators by their definition: an object dominates what the root no longer reaches without it.
 * One search of the heap for each object.
 *
 * <p>What the root does not reach is hung from it first: what nothing retains, then what is still
 * not reached, which are rings.
 */
final class SlowDominators {
    private static final int NONE = -1;

    private final HeapGraph graph;
    private final BitSet hung = new BitSet();
    private final BitSet reachable;

    /** By object: what it dominates, itself included. */
    private final BitSet[] dominated;

    SlowDominators(HeapGraph graph) {
        this.graph = graph;
        this.reachable = reachedWithout(NONE);
        hangUnreached();
        this.dominated = new BitSet[graph.objectCount()];
        for (int object = 0; object < dominated.length; object++) {
            dominated[object] = new BitSet();
            dominated[object].set(0, graph.objectCount());
            dominated[object].andNot(reachedWithout(object));
        }
    }

    private void hangUnreached() {
        BitSet unreached = new BitSet();
        unreached.set(0, graph.objectCount());
        unreached.andNot(reachable);
        BitSet retained = new BitSet();
        unreached.stream().forEach(object -> addRetained(object, retained));
        hung.or(unreached);
        hung.andNot(retained);
        BitSet rings = new BitSet();
        rings.set(0, graph.objectCount());
        rings.andNot(reachedWithout(NONE));
        hung.or(rings);
    }

    private void addRetained(int object, BitSet retained) {
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            if (graph.retains(reference)) {
                retained.set(graph.target(reference));
            }
        }
    }

    private BitSet reachedWithout(int missing) {
        BitSet reached = (BitSet) hung.clone();
        reached.set(graph.root());
        if (missing != NONE) {
            reached.clear(missing);
        }
        ArrayDeque<Integer> open = new ArrayDeque<>(reached.stream().boxed().toList());
        if (missing == graph.root()) {
            return new BitSet();
        }
        while (!open.isEmpty()) {
            BitSet retained = new BitSet();
            addRetained(open.remove(), retained);
            retained.andNot(reached);
            if (missing != NONE) {
                retained.clear(missing);
            }
            reached.or(retained);
            open.addAll(retained.stream().boxed().toList());
        }
        return reached;
    }

    /** What the root reaches by itself. */
    BitSet reachable() {
        return reachable;
    }

    boolean dominates(int dominator, int object) {
        return dominated[dominator].get(object);
    }

    /** Of all dominators of an object but itself, the one that all others dominate. */
    int immediateDominatorOf(int object) {
        int nearest = graph.root();
        for (int other = 0; other < dominated.length; other++) {
            if (other != object && dominates(other, object) && dominates(nearest, other)) {
                nearest = other;
            }
        }
        return nearest;
    }

    /** The bytes of all that an object dominates. */
    long retainedSize(int object) {
        return dominated[object].stream().mapToLong(graph::shallowSize).sum();
    }

    /** The bytes of all that the objects of a type dominate, each once. */
    long retainedSizeOfType(int type) {
        BitSet all = new BitSet();
        for (int object = 0; object < dominated.length; object++) {
            if (graph.typeOf(object) == type && graph.shallowSize(object) > 0) {
                all.or(dominated[object]);
            }
        }
        return all.stream().mapToLong(graph::shallowSize).sum();
    }
}
