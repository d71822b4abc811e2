package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

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
    private final IntColumn starts;
    private final IntColumn sources;

    private IncomingReferences(IntColumn starts, IntColumn sources) {
        this.starts = starts;
        this.sources = sources;
    }

    /**
     * Sorts the references.
     *
     * @param numbers depth-first number by object
     * @param leastSources holds the parent of each number on entry; filled
     */
    static IncomingReferences of(
            HeapGraph graph, Columns scratch, IntColumn numbers, IntColumn leastSources) {
        int count = graph.objectCount();
        IntColumn starts = scratch.ints(count + 1L);
        for (int object = 0; object < count; object++) {
            int source = numbers.get(object);
            long end = graph.firstReference(object + 1);
            for (long reference = graph.firstReference(object); reference < end; reference++) {
                if (graph.retains(reference)) {
                    int target = numbers.get(graph.target(reference));
                    if (target < source) {
                        starts.add(target, 1);
                    } else if (source < leastSources.get(target)) {
                        leastSources.set(target, source);
                    }
                }
            }
        }
        int total = 0;
        for (int target = 0; target <= count; target++) {
            // The end of the target's sources; the second pass counts down to their start.
            total = Math.addExact(total, starts.get(target));
            starts.set(target, total);
        }
        IntColumn sources = scratch.ints(total);
        fill(graph, numbers, starts, sources);
        return new IncomingReferences(starts, sources);
    }

    private static void fill(
            HeapGraph graph, IntColumn numbers, IntColumn starts, IntColumn sources) {
        for (int object = 0; object < graph.objectCount(); object++) {
            int source = numbers.get(object);
            long end = graph.firstReference(object + 1);
            for (long reference = graph.firstReference(object); reference < end; reference++) {
                if (graph.retains(reference)) {
                    int target = numbers.get(graph.target(reference));
                    if (target < source) {
                        int place = starts.get(target) - 1;
                        starts.set(target, place);
                        sources.set(place, source);
                    }
                }
            }
        }
    }

    /** Where the sources of a target start; they end where those of the next one start. */
    int start(int target) {
        return starts.get(target);
    }

    int source(int index) {
        return sources.get(index);
    }
}
