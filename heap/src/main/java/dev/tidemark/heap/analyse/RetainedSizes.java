package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.OffsetColumn;
import java.util.BitSet;

/**
 * Retained size of every object: the bytes a collector would free if the object became unreachable.
 *
 * <p>An object retains itself and everything it dominates, which is one run of the dominator tree's
 * preorder: the sums of shallow sizes up to both ends of the run give it. O(objects) time; 4 bytes
 * an object in heaps below 4 GiB and 8 in others, which {@link #close} gives back.
 */
public final class RetainedSizes implements AutoCloseable {
    private final Columns columns;
    private final DominatorTree dominators;

    /** Sum of the shallow sizes before each place of the preorder. */
    private final OffsetColumn sums;

    private RetainedSizes(Columns columns, DominatorTree dominators, OffsetColumn sums) {
        this.columns = columns;
        this.dominators = dominators;
        this.sums = sums;
    }

    /** The tree must stay open as long as these sizes are used. */
    public static RetainedSizes of(HeapGraph graph, DominatorTree dominators) {
        Columns columns = graph.newColumns();
        int count = graph.objectCount();
        OffsetColumn sums = columns.offsets(count + 1L, shallowBytes(graph), Access.SWEPT);
        long sum = 0;
        for (int position = 0; position < count; position++) {
            sum += graph.shallowSize(dominators.objectAt(position));
            sums.set(position + 1L, sum);
        }
        return new RetainedSizes(columns, dominators, sums);
    }

    private static long shallowBytes(HeapGraph graph) {
        long bytes = 0;
        for (int object = 0; object < graph.objectCount(); object++) {
            bytes += graph.shallowSize(object);
        }
        return bytes;
    }

    /** Retained size of {@code object} in bytes. */
    public long of(int object) {
        return at(dominators.positionOf(object));
    }

    /**
     * Bytes that some objects retain together; one within another's retained size counts once. One
     * sweep over the tree at most, without any column.
     */
    public static long ofAll(HeapGraph graph, DominatorTree dominators, BitSet objects) {
        long bytes = 0;
        int left = objects.cardinality();
        int end = 0;
        for (int position = 0; left > 0 || position < end; position++) {
            int object = dominators.objectAt(position);
            if (objects.get(object)) {
                left--;
                end = Math.max(end, position + dominators.subtreeSizeAt(position));
            }
            bytes += position < end ? graph.shallowSize(object) : 0;
        }
        return bytes;
    }

    /** Bytes of all objects that the root reaches. */
    public long reachableBytes() {
        return sums.get(dominators.reachableCount());
    }

    /** The object at a place of the dominator tree's preorder. */
    int objectAt(int position) {
        return dominators.objectAt(position);
    }

    /** Retained size of the object at a place of the dominator tree's preorder. */
    public long at(int position) {
        return sums.get((long) position + dominators.subtreeSizeAt(position)) - sums.get(position);
    }

    /** Shallow size of the object at a place of the dominator tree's preorder. */
    long shallowAt(int position) {
        return sums.get(position + 1L) - sums.get(position);
    }

    @Override
    public void close() {
        columns.close();
    }
}
