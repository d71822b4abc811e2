package dev.tidemark.heap.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the files of closed columns for the next ones of the same heap: pages that are there are
 * cleared in a fraction of the time in which the system makes new ones.
 *
 * <p>Threads: safe.
 */
final class ScratchPool {
    /** Longer ones are rounded up to a multiple, as one column has a cell more than another. */
    private static final int STEP = 1 << 16;

    private final ColumnMemory memory;
    private final List<Region> free = new ArrayList<>();
    private boolean closed;

    ScratchPool(ColumnMemory memory) {
        this.memory = memory;
    }

    /** Memory that one column uses at a time; the arena holds nothing else. */
    record Region(MemorySegment cells, Arena arena) {
        long bytes() {
            return cells.byteSize();
        }
    }

    /**
     * A region of at least this length, its first {@code bytes} all 0.
     *
     * @throws ScratchSpaceException if there is no disk space for it
     */
    Region take(long bytes) {
        Region kept = shortest(bytes);
        if (kept == null) {
            return make(bytes);
        }
        kept.cells.asSlice(0, bytes).fill((byte) 0);
        return kept;
    }

    private synchronized @Nullable Region shortest(long bytes) {
        Region best =
                free.stream()
                        .filter(region -> region.bytes() >= bytes)
                        .min(Comparator.comparingLong(Region::bytes))
                        .orElse(null);
        if (best != null) {
            free.remove(best);
        }
        return best;
    }

    private Region make(long bytes) {
        Arena arena = Arena.ofShared();
        try {
            return new Region(memory.spill(roundUp(bytes), arena), arena);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private static long roundUp(long bytes) {
        return bytes < STEP ? bytes : (bytes + STEP) & -STEP;
    }

    /** Keeps a region that nobody uses any more. */
    synchronized void give(Region region) {
        if (closed) {
            region.arena.close();
        } else {
            free.add(region);
        }
    }

    /** Gives all of them back to the system, those in use as soon as they are given here. */
    synchronized void close() {
        closed = true;
        free.forEach(region -> region.arena.close());
        free.clear();
    }
}
