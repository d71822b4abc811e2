package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

/**
 * Depth-first numbers of what references lead to, as far as semidominators need them: what hangs
 * from the root itself is left out, since no other reference to it changes anything.
 */
final class TargetNumbers {
    private static final int BLOCK = 1 << 13;

    private final HeapGraph graph;

    /** By object; the complement, which is below 0, of what hangs from the root. */
    private final IntColumn numbers;

    private TargetNumbers(HeapGraph graph, IntColumn numbers) {
        this.graph = graph;
        this.numbers = numbers;
    }

    /**
     * Turns objects by number into numbers by object.
     *
     * @param parents by number
     * @param leastSources filled: the parent of each number
     */
    static TargetNumbers of(
            HeapGraph graph,
            Columns scratch,
            IntColumn objects,
            IntColumn parents,
            IntColumn leastSources) {
        int count = graph.objectCount();
        IntColumn numbers = scratch.ints(count);
        int[] someObjects = new int[BLOCK];
        int[] someParents = new int[BLOCK];
        for (int first = 0; first < count; first += BLOCK) {
            int length = Math.min(BLOCK, count - first);
            objects.copyTo(first, length, someObjects);
            parents.copyTo(first, length, someParents);
            leastSources.copyFrom(someParents, length, first);
            for (int i = 0; i < length; i++) {
                int number = first + i;
                numbers.set(someObjects[i], someParents[i] == 0 ? ~number : number);
            }
        }
        return new TargetNumbers(graph, numbers);
    }

    int objectCount() {
        return graph.objectCount();
    }

    /** Sees the references of an object, or a part of them. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Sees some that are neighbours.
         *
         * @param source number of an object
         * @param targets the numbers that its references lead to, from {@code from} on and before
         *     {@code to}; below 0 where they do not count
         */
        void visit(int source, int[] targets, int from, int to);
    }

    /** Visits all references, on this thread. */
    void sweep(Visitor visitor) {
        ReferenceSweep.run(
                graph,
                numbers::lookUp,
                (object, targets, from, to) -> {
                    int number = numbers.get(object);
                    visitor.visit(Math.max(number, ~number), targets, from, to);
                });
    }
}
