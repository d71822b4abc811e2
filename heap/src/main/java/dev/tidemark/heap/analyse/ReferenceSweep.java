package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.concurrent.CompletableFuture;

/**
 * A walk over all retaining references of a heap in the order of memory.
 *
 * <p>What is asked about each target is a random access, but none waits for another, so the
 * processor has many of them under way at once; following the references one after the other would
 * pay for them one by one. A second thread asks for the next block meanwhile.
 */
public final class ReferenceSweep {
    private static final int BLOCK = 1 << 15;

    private final HeapGraph graph;
    private final Lookup lookup;

    /** The object whose references come next, and where these end. */
    private int object;

    private long objectEnd;

    private ReferenceSweep(HeapGraph graph, Lookup lookup) {
        this.graph = graph;
        this.lookup = lookup;
        this.objectEnd = graph.firstReference(1);
    }

    /** What is asked about targets. */
    @FunctionalInterface
    public interface Lookup {
        /**
         * Puts the answers in the places of the targets, of which those below 0 stay. Runs on a
         * second thread, up to a block before the visitor sees them.
         */
        void replace(int[] targets, int count);
    }

    /** Sees the references of an object, or a part of them. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Sees some that are neighbours.
         *
         * @param targets from {@code from} on and before {@code to}, as looked up; below 0 where
         *     they are not retained
         */
        void visit(int object, int[] targets, int from, int to);
    }

    /** Visits all references, on this thread. */
    public static void run(HeapGraph graph, Lookup lookup, Visitor visitor) {
        new ReferenceSweep(graph, lookup).run(visitor);
    }

    private void run(Visitor visitor) {
        long count = graph.referenceCount();
        int[] block = new int[BLOCK];
        int[] other = new int[BLOCK];
        read(0, block);
        for (long first = 0; first < count; first += BLOCK) {
            long next = first + BLOCK;
            int[] ahead = other;
            CompletableFuture<Void> reading =
                    next < count
                            ? CompletableFuture.runAsync(() -> read(next, ahead))
                            : CompletableFuture.completedFuture(null);
            try {
                visit(first, block, visitor);
            } finally {
                // It reads columns that whoever called may close.
                reading.join();
            }
            other = block;
            block = ahead;
        }
    }

    private void read(long first, int[] targets) {
        int length = lengthFrom(first);
        graph.retainedTargets(first, length, targets);
        lookup.replace(targets, length);
    }

    private int lengthFrom(long first) {
        return (int) Math.min(BLOCK, graph.referenceCount() - first);
    }

    private void visit(long first, int[] targets, Visitor visitor) {
        int length = lengthFrom(first);
        int at = 0;
        while (at < length) {
            while (objectEnd <= first + at) {
                object++;
                objectEnd = graph.firstReference(object + 1);
            }
            int to = (int) Math.min(length, objectEnd - first);
            visitor.visit(object, targets, at, to);
            at = to;
        }
    }
}
