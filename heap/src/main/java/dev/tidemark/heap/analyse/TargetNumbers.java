package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

/**
 * Depth-first numbers of the junctions that references lead to; all other references are left out,
 * since they say nothing about semidominators that the depth-first tree does not.
 */
final class TargetNumbers {
    private static final int BLOCK = 1 << 13;

    private final HeapGraph graph;

    private final Junctions junctions;
    private final IntColumn numbers;

    private TargetNumbers(HeapGraph graph, Junctions junctions, IntColumn numbers) {
        this.graph = graph;
        this.junctions = junctions;
        this.numbers = numbers;
    }

    /**
     * Turns objects by number into numbers by object.
     *
     * @param junctions those that hang from the root are settled
     * @param parents by number
     * @param leastSources filled: the parent of each number, or the root's if it hangs from there
     */
    static TargetNumbers of(
            HeapGraph graph,
            Columns scratch,
            Junctions junctions,
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
            for (int i = 0; i < length; i++) {
                int object = someObjects[i];
                numbers.set(object, first + i);
                if (someParents[i] == 0 || junctions.hangs(object)) {
                    someParents[i] = 0;
                    junctions.settle(object);
                }
            }
            leastSources.copyFrom(someParents, length, first);
        }
        return new TargetNumbers(graph, junctions, numbers);
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

    /** Visits all references to junctions, on this thread. */
    void sweep(Visitor visitor) {
        ReferenceSweep.run(
                graph,
                this::lookUp,
                (object, targets, from, to) ->
                        visitor.visit(numbers.get(object), targets, from, to));
    }

    private void lookUp(int[] targets, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            targets[i] =
                    target >= 0 && junctions.has(target)
                            ? numbers.get(target)
                            : HeapGraph.NO_OBJECT;
        }
    }
}
