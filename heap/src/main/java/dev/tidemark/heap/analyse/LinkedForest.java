package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.Arrays;

/**
 * The part of the depth-first tree that is done: all objects above a number, linked to their
 * parents. Answers what the least semidominator on the way up is, and shortens that way each time.
 */
final class LinkedForest {
    private final IntColumn ancestors;
    private final IntColumn leastSemis;
    private int[] way = new int[1 << 10];

    LinkedForest(Columns scratch, IntColumn parents, IntColumn semis, int count) {
        this.ancestors = scratch.ints(count);
        this.leastSemis = scratch.ints(count);
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
        if (ancestor <= limit) {
            return leastSemis.get(object);
        }
        int length = 0;
        int at = object;
        while (ancestors.get(at) > limit) {
            if (length == way.length) {
                way = Arrays.copyOf(way, length * 2);
            }
            way[length++] = at;
            at = ancestors.get(at);
        }
        int root = ancestors.get(at);
        int least = leastSemis.get(at);
        while (length > 0) {
            int passed = way[--length];
            least = Math.min(least, leastSemis.get(passed));
            leastSemis.set(passed, least);
            ancestors.set(passed, root);
        }
        return least;
    }
}
