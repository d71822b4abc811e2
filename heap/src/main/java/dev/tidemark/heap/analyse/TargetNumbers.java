package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.concurrent.CompletableFuture;

/**
 * The references of a heap in the order of memory, with the depth-first numbers of what they lead
 * to, as far as semidominators need them.
 *
 * <p>What the root holds itself, such as each class of the JVM's own, has the root as its
 * semidominator, whatever else refers to it; and no way becomes longer without those references. So
 * they are left out. On a JVM they are a third of all, as each object refers to its class.
 *
 * <p>The number of each target is a random access, but none waits for another, so the processor has
 * many of them under way at once; following the references during the search itself would pay for
 * them one by one. A second thread looks up the next block meanwhile.
 */
final class TargetNumbers {
    private static final int BLOCK = 1 << 15;

    private final HeapGraph graph;

    /** By object. Those of objects that the root holds are below 0, as are missing targets. */
    private final IntColumn numbers;

    private TargetNumbers(HeapGraph graph, IntColumn numbers) {
        this.graph = graph;
        this.numbers = numbers;
    }

    /**
     * Numbers of all targets.
     *
     * @param objects by depth-first number
     * @param parents by number
     * @param leastSources filled: the parent of each number, 0 of those that the root holds
     */
    static TargetNumbers of(
            HeapGraph graph,
            Columns scratch,
            IntColumn objects,
            IntColumn parents,
            IntColumn leastSources) {
        IntColumn numbers = scratch.ints(graph.objectCount());
        for (int number = 0; number < graph.objectCount(); number++) {
            int parent = parents.get(number);
            numbers.set(objects.get(number), parent == 0 ? ~number : number);
            leastSources.set(number, parent);
        }
        long end = graph.firstReference(graph.root() + 1);
        for (long i = graph.firstReference(graph.root()); i < end; i++) {
            int target = graph.retainedTarget(i);
            if (target != HeapGraph.NO_OBJECT && numbers.get(target) >= 0) {
                leastSources.set(numbers.get(target), 0);
                numbers.set(target, ~numbers.get(target));
            }
        }
        return new TargetNumbers(graph, numbers);
    }

    int objectCount() {
        return graph.objectCount();
    }

    /** Sees the references of an object, or a part of them. */
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
        long count = graph.referenceCount();
        int[] block = new int[BLOCK];
        int[] other = new int[BLOCK];
        Place place = new Place();
        lookUp(0, block);
        for (long first = 0; first < count; first += BLOCK) {
            long next = first + BLOCK;
            int[] ahead = other;
            CompletableFuture<Void> lookUp =
                    next < count
                            ? CompletableFuture.runAsync(() -> lookUp(next, ahead))
                            : CompletableFuture.completedFuture(null);
            try {
                place.visit(first, block, lengthFrom(first), visitor);
            } finally {
                // It reads columns that whoever called may close.
                lookUp.join();
            }
            other = block;
            block = ahead;
        }
    }

    private void lookUp(long first, int[] targets) {
        int length = lengthFrom(first);
        graph.retainedTargets(first, length, targets);
        numbers.lookUp(targets, length);
    }

    private int lengthFrom(long first) {
        return (int) Math.min(BLOCK, graph.referenceCount() - first);
    }

    /** How far a sweep has come: the object whose references it is at, and where these end. */
    private final class Place {
        private int object;
        private long objectEnd = graph.firstReference(1);

        void visit(long first, int[] targets, int length, Visitor visitor) {
            int at = 0;
            while (at < length) {
                while (objectEnd <= first + at) {
                    object++;
                    objectEnd = graph.firstReference(object + 1);
                }
                int to = (int) Math.min(length, objectEnd - first);
                int source = numbers.get(object);
                visitor.visit(Math.max(source, ~source), targets, at, to);
                at = to;
            }
        }
    }
}
