package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.BitColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

/**
 * Numbers all objects in depth-first order along retaining references.
 *
 * <p>Objects that the root does not reach are hung from it: first those that nothing retains, with
 * all that they reach, then each of the rest, which are rings that retain one another.
 *
 * <p>What the root holds itself, such as the classes of a JVM's own libraries, is entered from the
 * root alone: whatever else refers to it makes no difference to dominators. Objects that refer to
 * nothing but that are ends, and their references need not be looked at. On a JVM, where each
 * object refers to its class, these are strings' arrays, boxed numbers and the like.
 *
 * <p>There is no stack, which could become as deep as the heap has objects: the way back is in the
 * parents, and what an object has left to do is a cell of a column.
 */
final class DepthFirstSearch {
    private final HeapGraph graph;
    private final int count;
    private final IntColumn objects;
    private final IntColumn parents;
    private final IntColumn passed;
    private final BitColumn visited;

    /** Objects that hold something that the root does not hold itself. */
    private final BitColumn leadOn;

    private int visitedCount;
    private int reachable;

    /** What the loop is at: a number, its next reference, and the end of its references. */
    private int at;

    private long next;
    private long end;

    /**
     * The columns are filled, by depth-first number.
     *
     * @param objects the object of a number
     * @param parents the number of the object from which it was first reached
     * @param passed used: how many references of an object above the present one are done
     */
    DepthFirstSearch(
            HeapGraph graph,
            Columns scratch,
            IntColumn objects,
            IntColumn parents,
            IntColumn passed) {
        this.graph = graph;
        this.count = graph.objectCount();
        this.objects = objects;
        this.parents = parents;
        this.passed = passed;
        this.visited = scratch.bits(count);
        this.leadOn = scratch.bits(count);
    }

    /** How many objects the root reaches: theirs are the numbers below this. */
    int reachable() {
        return reachable;
    }

    void run() {
        try (Columns scratch = graph.newColumns()) {
            visitFromRoot(scratch);
        }
        reachable = visitedCount;
        if (visitedCount < count) {
            hangUnreached();
        }
    }

    private void visitFromRoot(Columns scratch) {
        int root = graph.root();
        number(root, 0);
        long last = graph.firstReference(root + 1);
        for (long reference = graph.firstReference(root); reference < last; reference++) {
            int target = graph.retainedTarget(reference);
            if (target != HeapGraph.NO_OBJECT) {
                visited.set(target);
            }
        }
        findWhatLeadsOn();
        BitColumn entered = scratch.bits(count);
        for (long reference = graph.firstReference(root); reference < last; reference++) {
            int target = graph.retainedTarget(reference);
            // It may be held twice.
            if (target != HeapGraph.NO_OBJECT && target != root && !entered.get(target)) {
                entered.set(target);
                visitFrom(target);
            }
        }
    }

    /** Only what the root holds is visited yet. */
    private void findWhatLeadsOn() {
        ReferenceSweep.run(
                graph,
                this::leaveVisitedOut,
                (object, targets, from, to) -> {
                    for (int i = from; i < to; i++) {
                        if (targets[i] != HeapGraph.NO_OBJECT) {
                            leadOn.set(object);
                            return;
                        }
                    }
                });
    }

    private void leaveVisitedOut(int[] targets, int count) {
        for (int i = 0; i < count; i++) {
            int target = targets[i];
            targets[i] = target >= 0 && visited.get(target) ? HeapGraph.NO_OBJECT : target;
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
                long last = graph.firstReference(object + 1);
                for (long reference = graph.firstReference(object); reference < last; reference++) {
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
        int top = number(start, 0);
        at = top;
        next = graph.firstReference(start);
        end = graph.firstReference(start + 1);
        while (true) {
            next = nextUnvisited(next, end);
            if (next < end) {
                visit(graph.target(next++));
            } else if (at == top) {
                return;
            } else {
                goBack();
            }
        }
    }

    /** Numbers an object, and goes on at it, unless all that it refers to is visited: most are. */
    private void visit(int object) {
        int number = number(object, at);
        if (!leadOn.get(object)) {
            return;
        }
        long last = graph.firstReference(object + 1);
        long first = graph.firstReference(object);
        long unvisited = nextUnvisited(first, last);
        if (unvisited < last) {
            passed.set(at, (int) (next - graph.firstReference(objects.get(at))));
            at = number;
            next = unvisited;
            end = last;
        }
    }

    private void goBack() {
        at = parents.get(at);
        int object = objects.get(at);
        next = graph.firstReference(object) + Integer.toUnsignedLong(passed.get(at));
        end = graph.firstReference(object + 1);
    }

    private boolean leadsOn(int target) {
        return target != HeapGraph.NO_OBJECT && !visited.get(target);
    }

    /** The next reference that leads to what is not visited and retains it, or the last one. */
    private long nextUnvisited(long from, long last) {
        long reference = from;
        while (reference < last && !leadsOn(graph.retainedTarget(reference))) {
            reference++;
        }
        return reference;
    }
}
