package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.OffsetColumn;

/**
 * A tree that grows at its leaves and finds the nearest ancestor that is not greater than a number
 * in a logarithmic number of steps: each object also knows an ancestor further up, at distances
 * that make such jumps and single steps add up quickly.
 */
final class JumpPointers {
    private final IntColumn dominators;
    private final IntColumn depths;
    private final IntColumn jumps;
    private final int count;

    JumpPointers(Columns scratch, IntColumn dominators, int count) {
        this.dominators = dominators;
        this.depths = scratch.ints(count);
        this.jumps = scratch.ints(count);
        this.count = count;
    }

    /** Finishes the climb for all objects from {@code first} on; those before it are done. */
    void climbFrom(int first, OffsetColumn semis) {
        for (int object = 1; object < first; object++) {
            grow(object);
        }
        for (int object = first; object < count; object++) {
            dominators.set(object, notAbove(dominators.get(object), semis.get(object)));
            grow(object);
        }
    }

    private void grow(int object) {
        int parent = dominators.get(object);
        int jump = jumps.get(parent);
        int far = jumps.get(jump);
        boolean evenJumps =
                depths.get(parent) - depths.get(jump) == depths.get(jump) - depths.get(far);
        depths.set(object, depths.get(parent) + 1);
        jumps.set(object, evenJumps ? far : parent);
    }

    /**
     * The nearest ancestor of {@code object}, or itself, that is not greater than {@code limit}.
     */
    private int notAbove(int object, long limit) {
        int at = object;
        while (at > limit) {
            int jump = jumps.get(at);
            at = jump > limit ? jump : dominators.get(at);
        }
        return at;
    }
}
