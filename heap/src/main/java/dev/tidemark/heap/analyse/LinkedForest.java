package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.LongColumn;
import java.util.Arrays;

/**
 * The part of the depth-first tree that is done: all objects above a number, linked to their
 * parents. Answers what the least semidominator on the way up is, and shortens that way each time.
 */
final class LinkedForest {
    /** Ancestor in the upper half, least semidominator in the lower: one access reads both. */
    private final LongColumn cells;

    private int[] way = new int[1 << 10];

    LinkedForest(Columns scratch, IntColumn parents, int count) {
        this.cells = scratch.longs(count);
        for (int object = 0; object < count; object++) {
            cells.set(object, (long) parents.get(object) << 32);
        }
    }

    /** Adds the next smaller object, whose semidominator is known now. */
    void link(int object, int semi) {
        cells.set(object, cells.get(object) | semi);
    }

    /**
     * The least semidominator among {@code object} and its ancestors.
     *
     * @param limit only objects above it are linked, and only they count
     */
    int leastSemiAbove(int object, int limit) {
        long cell = cells.get(object);
        return ancestor(cell) <= limit ? (int) cell : shorten(object, limit);
    }

    private int shorten(int object, int limit) {
        int length = 0;
        int at = object;
        long cell = cells.get(at);
        while (ancestor(cell) > limit) {
            if (length == way.length) {
                way = Arrays.copyOf(way, length * 2);
            }
            way[length++] = at;
            at = ancestor(cell);
            cell = cells.get(at);
        }
        long root = cell & 0xffffffff_00000000L;
        int least = (int) cell;
        while (length > 0) {
            int passed = way[--length];
            least = Math.min(least, (int) cells.get(passed));
            cells.set(passed, root | least);
        }
        return least;
    }

    private static int ancestor(long cell) {
        return (int) (cell >>> 32);
    }
}
