package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.KeptColumns;
import org.jspecify.annotations.Nullable;

/**
 * The dominator tree of a heap: the immediate dominator of an object is the nearest object through
 * which all ways from the root lead to it. Objects that nothing retains hang from the root.
 *
 * <p>The tree is kept in preorder, so that what an object dominates is one run of neighbours: that
 * makes sums over subtrees and questions about ancestors cheap. 8 bytes an object, and 8 more from
 * the first question about a single object on; {@link #close} gives them back.
 *
 * <p>Threads: safe until {@link #close}.
 */
public final class DominatorTree implements AutoCloseable {
    /** Of an index. */
    private static final String PART = "dominators";

    private final Columns columns;
    private final int count;
    private final int reachable;
    private final IntColumn objectsInPreorder;
    private final IntColumn subtreeSizes;
    private volatile @Nullable ByObject byObject;

    DominatorTree(
            Columns columns,
            int count,
            int reachable,
            IntColumn objectsInPreorder,
            IntColumn subtreeSizes) {
        this.columns = columns;
        this.count = count;
        this.reachable = reachable;
        this.objectsInPreorder = objectsInPreorder;
        this.subtreeSizes = subtreeSizes;
    }

    /**
     * Finds the dominators of all objects, in the heap's index if they are there.
     *
     * @implNote Near-linear in references, whatever the graph; see {@link DominatorSearch}.
     */
    public static DominatorTree of(HeapGraph graph) {
        return graph.index()
                .find(PART)
                .map(kept -> of(graph, kept))
                .orElseGet(() -> {
                    DominatorTree found = new DominatorSearch(graph).run();
                    graph.index().keep(PART, found::kept);
                    return found;
                });
    }

    private static DominatorTree of(HeapGraph graph, KeptColumns kept) {
        int reachable = (int) kept.numbers()[0];
        return new DominatorTree(
                graph.newColumns(), graph.objectCount(), reachable, kept.ints(), kept.ints());
    }

    private ColumnList kept() {
        return new ColumnList()
                .addNumbers(reachable)
                .add(objectsInPreorder, count)
                .add(subtreeSizes, count);
    }

    public int objectCount() {
        return count;
    }

    /** How many objects the root reaches. In preorder they come before all others. */
    public int reachableCount() {
        return reachable;
    }

    /** The immediate dominator; the root's is the root itself. */
    public int immediateDominatorOf(int object) {
        return byObject().immediateDominators.get(object);
    }

    /** The object at a place of the preorder: dominators come before what they dominate. */
    public int objectAt(int position) {
        return objectsInPreorder.get(position);
    }

    /** The place of an object in the preorder. */
    public int positionOf(int object) {
        return byObject().positions.get(object);
    }

    /** How many objects there are at or below the one at a place of the preorder. */
    public int subtreeSizeAt(int position) {
        return subtreeSizes.get(position);
    }

    /** Whether every way from the root to {@code object} passes {@code dominator}; itself does. */
    public boolean dominates(int dominator, int object) {
        int from = positionOf(dominator);
        int at = positionOf(object);
        return at >= from && at < from + subtreeSizes.get(from);
    }

    private ByObject byObject() {
        ByObject known = byObject;
        return known != null ? known : makeByObject();
    }

    private synchronized ByObject makeByObject() {
        ByObject made = byObject;
        if (made == null) {
            made = ByObject.of(this, columns);
            byObject = made;
        }
        return made;
    }

    /** The same tree by object; sums over the whole heap do without it. */
    private record ByObject(IntColumn immediateDominators, IntColumn positions) {
        static ByObject of(DominatorTree tree, Columns columns) {
            IntColumn immediate = columns.ints(tree.count);
            IntColumn positions = columns.ints(tree.count);
            int root = tree.objectAt(0);
            immediate.set(root, root);
            int dominator = root;
            int end = tree.count;
            for (int position = 1; position < tree.count; position++) {
                while (position >= end) {
                    dominator = immediate.get(dominator);
                    int start = positions.get(dominator);
                    end = start + tree.subtreeSizeAt(start);
                }
                int object = tree.objectAt(position);
                immediate.set(object, dominator);
                positions.set(object, position);
                int size = tree.subtreeSizeAt(position);
                if (size > 1) {
                    dominator = object;
                    end = position + size;
                }
            }
            return new ByObject(immediate, positions);
        }
    }

    @Override
    public void close() {
        columns.close();
    }
}
