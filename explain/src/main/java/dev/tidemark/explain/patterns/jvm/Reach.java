package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.function.IntPredicate;

/** What can be reached from an object over few references that keep their target alive. */
final class Reach {
    private final JvmHeap heap;
    private final int most;

    /** Looks at no more than {@code most} objects. */
    Reach(JvmHeap heap, int most) {
        this.heap = heap;
        this.most = most;
    }

    /** The nearest object that is wanted, the first one included; classes are not entered. */
    OptionalInt nearest(int from, IntPredicate isWanted) {
        return find(from, isWanted, 1).stream().mapToInt(Integer::intValue).findFirst();
    }

    /** All objects that are wanted, the nearest first. */
    List<Integer> all(int from, IntPredicate isWanted) {
        return find(from, isWanted, Integer.MAX_VALUE);
    }

    private List<Integer> find(int from, IntPredicate isWanted, int enough) {
        List<Integer> found = new ArrayList<>();
        Queue<Integer> waiting = new ArrayDeque<>();
        Set<Integer> seen = new HashSet<>();
        waiting.add(from);
        seen.add(from);
        while (!waiting.isEmpty() && found.size() < enough) {
            int at = waiting.remove();
            if (isWanted.test(at)) {
                found.add(at);
            }
            if (heap.typeOfClass(at).isEmpty()) {
                addTargets(at, waiting, seen);
            }
        }
        return found;
    }

    private void addTargets(int object, Queue<Integer> waiting, Set<Integer> seen) {
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object);
                reference < end && seen.size() < most;
                reference++) {
            boolean leadsOn =
                    heap.retains(reference)
                            && heap.referenceKind(reference) != ReferenceKind.INTERNAL;
            if (leadsOn && seen.add(heap.target(reference))) {
                waiting.add(heap.target(reference));
            }
        }
    }
}
