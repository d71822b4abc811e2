package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sizes in 4 bytes each; the few that need more are kept apart. */
final class SizeColumn {
    /** Stands for a size that is in {@link #large}. */
    private static final int LARGE = -1;

    private final IntColumn cells;
    private final Map<Integer, Long> large = new ConcurrentHashMap<>();

    SizeColumn(Columns columns, int count) {
        this.cells = columns.ints(count, Access.SWEPT);
    }

    long get(int object) {
        int cell = cells.get(object);
        return cell == LARGE ? large.getOrDefault(object, 0L) : Integer.toUnsignedLong(cell);
    }

    void set(int object, long size) {
        if (size >= 0xffffffffL) {
            large.put(object, size);
            cells.set(object, LARGE);
        } else {
            cells.set(object, (int) size);
        }
    }
}
