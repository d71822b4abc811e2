package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.OffsetColumn;

/**
 * The retaining references of a heap by target, in depth-first numbers, as far as semidominators
 * need them: of the sources with smaller numbers only the least counts; of those with greater
 * numbers, all.
 *
 * <p>Both passes sweep over the references in the order of memory. The number of each target is a
 * random access, but none waits for another, so the processor has many of them under way at once;
 * following the references during the search itself would pay for them one by one.
 */
final class IncomingReferences {
    private static final int BLOCK = 1 << 13;

    private final HeapGraph graph;
    private final IntColumn numbers;

    /** Sources from this number on do not hold targets below it. */
    private final int firstApart;

    private final OffsetColumn starts;
    private final IntColumn sources;

    /** The sources from {@link #first} on. */
    private final int[] block = new int[BLOCK];

    private long first = Long.MAX_VALUE;

    private IncomingReferences(
            HeapGraph graph,
            Columns scratch,
            IntColumn numbers,
            IntColumn leastSources,
            int reachable) {
        this.graph = graph;
        this.firstApart = graph.unreachedRetain() ? Integer.MAX_VALUE : reachable;
        this.numbers = numbers;
        starts = scratch.offsets(graph.objectCount() + 1L, graph.referenceCount(), Access.RANDOM);
        sources = scratch.ints(count(leastSources), Access.SWEPT);
        place();
    }

    /**
     * Sorts the references.
     *
     * @param numbers depth-first number by object
     * @param leastSources holds the parent of each number on entry; filled
     * @param reachable the numbers below it are of objects that the root reaches
     */
    static IncomingReferences of(
            HeapGraph graph,
            Columns scratch,
            IntColumn numbers,
            IntColumn leastSources,
            int reachable) {
        return new IncomingReferences(graph, scratch, numbers, leastSources, reachable);
    }

    /** Lets each start be the end of its target's sources; {@link #place} counts it down. */
    private long count(IntColumn leastSources) {
        sweep((source, targets, from, to) -> {
            int least = leastTarget(source);
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
        long total = 0;
        for (int target = 0; target <= graph.objectCount(); target++) {
            total += starts.get(target);
            starts.set(target, total);
        }
        return total;
    }

    private int leastTarget(int source) {
        return source < firstApart ? 0 : firstApart;
    }

    private void place() {
        sweep((source, targets, from, to) -> {
            int least = leastTarget(source);
            for (int i = from; i < to; i++) {
                int target = targets[i];
                if (target < source && target >= least) {
                    sources.set(starts.add(target, -1), source);
                }
            }
        });
    }

    private interface Visitor {
        /**
         * @param source number of an object
         * @param targets the numbers that its references in a part of the array lead to; below 0
         *     where they do not retain
         */
        void visit(int source, int[] targets, int from, int to);
    }

    private void sweep(Visitor visitor) {
        int[] targets = new int[BLOCK];
        long count = graph.referenceCount();
        int object = 0;
        long objectEnd = graph.firstReference(1);
        for (long first = 0; first < count; first += BLOCK) {
            int length = (int) Math.min(BLOCK, count - first);
            graph.retainedTargets(first, length, targets);
            numbers.lookUp(targets, length);
            int at = 0;
            while (at < length) {
                while (objectEnd <= first + at) {
                    object++;
                    objectEnd = graph.firstReference(object + 1);
                }
                int to = (int) Math.min(length, objectEnd - first);
                visitor.visit(numbers.get(object), targets, at, to);
                at = to;
            }
        }
    }

    /** Where the sources of a target start; they end where those of the next one start. */
    long start(int target) {
        return starts.get(target);
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
