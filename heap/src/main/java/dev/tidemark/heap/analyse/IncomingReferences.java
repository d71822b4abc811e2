package dev.tidemark.heap.analyse;

import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.OffsetColumn;

/**
 * The retaining references of a heap by target, in depth-first numbers, as far as semidominators
 * need them: of the sources with smaller numbers only the least counts; of those with greater
 * numbers, all.
 */
final class IncomingReferences {
    private static final int BLOCK = 1 << 13;

    private final IntColumn sources;

    /** The sources from {@link #first} on. */
    private final int[] block = new int[BLOCK];

    private long first = Long.MAX_VALUE;

    private IncomingReferences(IntColumn sources) {
        this.sources = sources;
    }

    /**
     * Sorts the references.
     *
     * @param leastSources holds the parent of each number, or a lesser source, on entry; filled
     * @param starts one cell more than there are numbers, all 0; filled: where the sources of each
     *     number start, which end where those of the next one start
     * @param firstApart sources from this number on do not hold targets below it
     */
    static IncomingReferences of(
            TargetNumbers numbers,
            IntColumn leastSources,
            OffsetColumn starts,
            Columns scratch,
            int firstApart) {
        count(numbers, leastSources, starts, firstApart);
        long total = 0;
        for (int target = 0; target <= numbers.objectCount(); target++) {
            total += starts.get(target);
            starts.set(target, total);
        }
        IntColumn sources = scratch.ints(total, Access.SWEPT);
        place(numbers, starts, sources, firstApart);
        return new IncomingReferences(sources);
    }

    private static void count(
            TargetNumbers numbers, IntColumn leastSources, OffsetColumn starts, int firstApart) {
        numbers.sweep((source, targets, from, to) -> {
            int least = source < firstApart ? 0 : firstApart;
            for (int i = from; i < to; i++) {
                int target = targets[i];
                if (target < source) {
                    if (target >= least) {
                        starts.add(target, 1);
                    }
                } else if (source < leastSources.get(target)) {
                    leastSources.set(target, source);
                }
            }
        });
    }

    /** Each start is the end of its target's sources at first, and counted down. */
    private static void place(
            TargetNumbers numbers, OffsetColumn starts, IntColumn sources, int firstApart) {
        numbers.sweep((source, targets, from, to) -> {
            int least = source < firstApart ? 0 : firstApart;
            for (int i = from; i < to; i++) {
                int target = targets[i];
                if (target < source && target >= least) {
                    sources.set(starts.add(target, -1), source);
                }
            }
        });
    }

    /** A source; they are asked for from the last to the first, by one thread. */
    int source(long index) {
        if (index < first) {
            first = Math.max(0, index + 1 - BLOCK);
            sources.copyTo(first, (int) (index + 1 - first), block);
        }
        return block[(int) (index - first)];
    }
}
