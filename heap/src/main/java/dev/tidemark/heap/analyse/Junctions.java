package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.BitColumn;
import dev.tidemark.heap.memory.Columns;

/**
 * The objects to which several references lead. Only of these the dominator has to be searched for:
 * that of any other is the object that refers to it. In a heap of a JVM one object in twenty is a
 * junction.
 *
 * <p>Some are settled while the heap is searched depth first: two branches of the tree that this
 * makes have nothing but the root in common. What one branch holds and another one leads to is
 * therefore reached by two ways that do not meet, and hangs from the root.
 */
final class Junctions {
    private final Columns scratch;
    private final int count;
    private final BitColumn entered;
    private final BitColumn several;
    private final BitColumn hanging;

    /** What was visited from the root's references before the present one. */
    private BitColumn inEarlierBranches;

    Junctions(Columns scratch, int count) {
        this.scratch = scratch;
        this.count = count;
        this.entered = scratch.bits(count);
        this.several = scratch.bits(count);
        this.hanging = scratch.bits(count);
        this.inEarlierBranches = scratch.bits(count);
    }

    /** A reference leads to an object. */
    void enter(int object) {
        if (entered.get(object)) {
            several.set(object);
        } else {
            entered.set(object);
        }
    }

    /** A reference of the present branch leads to an object that was visited before. */
    void meet(int object) {
        if (inEarlierBranches.get(object) && !hanging.get(object)) {
            hanging.set(object);
        }
    }

    /** The present branch, which visited an object, is done. */
    void endBranch(int object) {
        inEarlierBranches.set(object);
    }

    /** What follows does not hold what was visited so far. */
    void startApart() {
        inEarlierBranches = scratch.bits(count);
    }

    /** An object hangs from the root, however many references lead to it. */
    void settle(int object) {
        several.clear(object);
    }

    /** Whether it was found to hang from the root. */
    boolean hangs(int object) {
        return hanging.get(object);
    }

    /** Whether the dominator of an object has to be searched for. */
    boolean has(int object) {
        return several.get(object);
    }
}
