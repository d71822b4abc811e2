package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.BitColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.Arrays;

/**
 * Numbers all objects in depth-first order along retaining references.
 *
 * <p>Objects that the root does not reach are hung from it: first those that nothing retains, with
 * all that they reach, then each of the rest, which are rings that retain one another.
 */
final class DepthFirstSearch implements AutoCloseable {
    private static final int UNVISITED = 0;

    private final HeapGraph graph;
    private final int count;
    private final Columns scratch = new Columns();

    /** Number of each object plus 1; 0 before it is visited. */
    private final IntColumn numbers;

    private final IntColumn objects;
    private final IntColumn parents;
    private final IntColumn leastSources;
    private final BackReferences backReferences;
    private int visited;
    private int reachable;

    private int[] stackNumbers = new int[1 << 12];
    private long[] stackReferences = new long[1 << 12];
    private long[] stackEnds = new long[1 << 12];
    private int depth;

    /**
     * The columns are filled, by depth-first number.
     *
     * @param objects the object of a number
     * @param parents the number of the object from which it was first reached
     * @param leastSources the least number that refers to it, of those below its own
     */
    DepthFirstSearch(
            HeapGraph graph, IntColumn objects, IntColumn parents, IntColumn leastSources) {
        this.graph = graph;
        this.count = graph.objectCount();
        this.objects = objects;
        this.parents = parents;
        this.leastSources = leastSources;
        this.numbers = scratch.ints(count);
        this.backReferences = new BackReferences(scratch, count);
    }

    BackReferences backReferences() {
        return backReferences;
    }

    /** How many objects the root reaches: theirs are the numbers below this. */
    int reachable() {
        return reachable;
    }

    void run() {
        visitFrom(graph.root());
        reachable = visited;
        if (visited < count) {
            BitColumn retained = retainedByUnvisited();
            for (int object = 0; object < count; object++) {
                if (numbers.get(object) == UNVISITED && !retained.get(object)) {
                    visitFrom(object);
                }
            }
            for (int object = 0; object < count && visited < count; object++) {
                if (numbers.get(object) == UNVISITED) {
                    number(object, 0, 0);
                }
            }
        }
    }

    private int number(int object, int parent, int leastSource) {
        int number = visited++;
        numbers.set(object, number + 1);
        objects.set(number, object);
        parents.set(number, parent);
        leastSources.set(number, leastSource);
        return number;
    }

    /** Visits what can be reached from an object that hangs from the root, or is it. */
    private void visitFrom(int start) {
        push(number(start, 0, 0), start);
        while (depth > 0) {
            int top = depth - 1;
            int next = nextUnvisited(top);
            if (next < 0) {
                depth--;
            } else {
                int source = stackNumbers[top];
                push(number(next, source, source), next);
            }
        }
    }

    /** The next object that the one on the stack reaches first; notes the references passed. */
    private int nextUnvisited(int top) {
        int source = stackNumbers[top];
        long end = stackEnds[top];
        for (long reference = stackReferences[top]; reference < end; reference++) {
            if (!graph.retains(reference)) {
                continue;
            }
            int target = graph.target(reference);
            int number = numbers.get(target) - 1;
            if (number < 0) {
                stackReferences[top] = reference + 1;
                return target;
            }
            if (number < source) {
                backReferences.add(source, number);
            } else if (source < leastSources.get(number)) {
                leastSources.set(number, source);
            }
        }
        return -1;
    }

    private void push(int number, int object) {
        if (depth == stackNumbers.length) {
            stackNumbers = Arrays.copyOf(stackNumbers, depth * 2);
            stackReferences = Arrays.copyOf(stackReferences, depth * 2);
            stackEnds = Arrays.copyOf(stackEnds, depth * 2);
        }
        stackNumbers[depth] = number;
        stackReferences[depth] = graph.firstReference(object);
        stackEnds[depth] = graph.firstReference(object + 1);
        depth++;
    }

    private BitColumn retainedByUnvisited() {
        BitColumn retained = scratch.bits(count);
        for (int object = 0; object < count; object++) {
            if (numbers.get(object) != UNVISITED) {
                continue;
            }
            long end = graph.firstReference(object + 1);
            for (long reference = graph.firstReference(object); reference < end; reference++) {
                if (graph.retains(reference)) {
                    retained.set(graph.target(reference));
                }
            }
        }
        return retained;
    }

    @Override
    public void close() {
        scratch.close();
    }
}
