package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

/**
 * The part of the depth-first tree that is done: all objects above a number, linked to their
 * parents. Answers what the least semidominator on the way up is, and shortens that way each time.
 */
final class LinkedForest {
    private static final int NONE = -1;

    private final IntColumn ancestors;
    private final IntColumn leastSemis;

    /**
     * @param leastSemis used for the objects that are linked; the other cells are left alone
     */
    LinkedForest(Columns scratch, IntColumn parents, IntColumn leastSemis, int count) {
        this.ancestors = scratch.ints(count);
        this.leastSemis = leastSemis;
        for (int object = 0; object < count; object++) {
            ancestors.set(object, parents.get(object));
        }
    }

    /** Adds the next smaller object, whose semidominator is known now. */
    void link(int object, int semi) {
        leastSemis.set(object, semi);
    }

    /**
     * The least semidominator among {@code object} and its ancestors.
     *
     * @param limit only objects above it are linked, and only they count
     */
    int leastSemiAbove(int object, int limit) {
        int ancestor = ancestors.get(object);
        return ancestor <= limit ? leastSemis.get(object) : shorten(object, limit);
    }

    /**
     * Goes up, and down again with the least. A way can be as long as the heap, so on the way up
     * each object's ancestor makes place for the one below it: that needs no stack.
     */
    private int shorten(int object, int limit) {
        int below = NONE;
        int at = object;
        int ancestor = ancestors.get(at);
        while (ancestor > limit) {
            ancestors.set(at, below);
            below = at;
            at = ancestor;
            ancestor = ancestors.get(at);
        }
        int least = leastSemis.get(at);
        while (below != NONE) {
            int next = ancestors.get(below);
            least = Math.min(least, leastSemis.get(below));
            leastSemis.set(below, least);
            ancestors.set(below, ancestor);
            below = next;
        }
        return least;
    }
}
