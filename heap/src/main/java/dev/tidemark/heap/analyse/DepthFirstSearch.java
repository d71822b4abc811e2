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
final class DepthFirstSearch {
    private final HeapGraph graph;
    private final int count;
    private final IntColumn objects;
    private final IntColumn parents;
    private final BitColumn visited;
    private int visitedCount;
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
     */
    DepthFirstSearch(HeapGraph graph, Columns scratch, IntColumn objects, IntColumn parents) {
        this.graph = graph;
        this.count = graph.objectCount();
        this.objects = objects;
        this.parents = parents;
        this.visited = scratch.bits(count);
    }

    /** How many objects the root reaches: theirs are the numbers below this. */
    int reachable() {
        return reachable;
    }

    void run() {
        visitFrom(graph.root());
        reachable = visitedCount;
        if (visitedCount < count) {
            hangUnreached();
        }
    }

    private void hangUnreached() {
        try (Columns scratch = graph.newColumns()) {
            BitColumn retained = retainedByUnvisited(scratch);
            for (int object = 0; object < count; object++) {
                if (!visited.get(object) && !retained.get(object)) {
                    visitFrom(object);
                }
            }
        }
        for (int object = 0; object < count && visitedCount < count; object++) {
            if (!visited.get(object)) {
                number(object, 0);
            }
        }
    }

    private BitColumn retainedByUnvisited(Columns scratch) {
        BitColumn retained = scratch.bits(count);
        for (int object = 0; object < count; object++) {
            if (!visited.get(object)) {
                long end = graph.firstReference(object + 1);
                for (long reference = graph.firstReference(object); reference < end; reference++) {
                    if (graph.retains(reference)) {
                        retained.set(graph.target(reference));
                    }
                }
            }
        }
        return retained;
    }

    private int number(int object, int parent) {
        int number = visitedCount++;
        visited.set(object);
        objects.set(number, object);
        parents.set(number, parent);
        return number;
    }

    /** Visits what can be reached from an object that hangs from the root, or is it. */
    private void visitFrom(int start) {
        push(number(start, 0), start);
        while (depth > 0) {
            int next = nextUnvisited(depth - 1);
            if (next < 0) {
                depth--;
            } else {
                push(number(next, stackNumbers[depth - 1]), next);
            }
        }
    }

    /** The next object that the one on the stack reaches first, or -1. */
    private int nextUnvisited(int top) {
        long end = stackEnds[top];
        for (long reference = stackReferences[top]; reference < end; reference++) {
            int target = graph.target(reference);
            if (!visited.get(target) && graph.retains(reference)) {
                stackReferences[top] = reference + 1;
                return target;
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
}
