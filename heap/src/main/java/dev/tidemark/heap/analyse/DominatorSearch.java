package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

/**
 * Finds immediate dominators with the semi-NCA algorithm, without recursion.
 *
 * <p>All of it works on depth-first numbers, in which a dominator is always smaller than what it
 * dominates.
 *
 * <p>The last step climbs from an object's parent to its immediate dominator. That is short on real
 * heaps, but a long list whose end shares much with the root makes it quadratic, so after a budget
 * of steps it changes to jump pointers, which take a logarithmic number of steps each.
 *
 * @see <a href="https://www.cs.princeton.edu/research/techreps/TR-737-05">Georgiadis, Linear-Time
 *     Algorithms for Dominators and Related Problems, 2005</a>
 * @see <a href="https://doi.org/10.1016/0020-0190(83)90106-0">Myers, An applicative random-access
 *     stack, 1983, the jump pointers</a>
 */
final class DominatorSearch {
    private final HeapGraph graph;
    private final int count;
    private int reachable;

    DominatorSearch(HeapGraph graph) {
        this.graph = graph;
        this.count = graph.objectCount();
    }

    DominatorTree run() {
        Columns result = graph.newColumns();
        try (Columns scratch = graph.newColumns()) {
            IntColumn objects = scratch.ints(count, Access.SWEPT);
            IntColumn dominators = scratch.ints(count, Access.SWEPT);
            IntColumn semis = scratch.ints(count);
            try (Columns forSearch = graph.newColumns()) {
                DepthFirstSearch search =
                        new DepthFirstSearch(graph, forSearch, objects, dominators, semis);
                search.run();
                reachable = search.reachable();
            }
            findSemis(objects, dominators, semis);
            climb(dominators, semis);
            return inPreorder(objects, dominators, semis, result);
        } catch (RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    /**
     * The least number from which a way leads to the object through greater numbers only.
     *
     * @param parents of the depth-first tree
     * @param semis filled
     */
    private void findSemis(IntColumn objects, IntColumn parents, IntColumn semis) {
        try (Columns scratch = graph.newColumns()) {
            IncomingReferences incoming = incoming(objects, parents, semis, scratch);
            LinkedForest forest = new LinkedForest(scratch, parents, count);
            long start = incoming.start(count);
            for (int number = count - 1; number > 0; number--) {
                int semi = semis.get(number);
                long end = start;
                start = incoming.start(number);
                // 0 is the root: nothing is less.
                for (long i = end - 1; i >= start && semi != 0; i--) {
                    semi = Math.min(semi, forest.leastSemiAbove(incoming.source(i), number));
                }
                semis.set(number, semi);
                forest.link(number, semi);
            }
        }
    }

    private IncomingReferences incoming(
            IntColumn objects, IntColumn parents, IntColumn semis, Columns scratch) {
        try (Columns forSorting = graph.newColumns()) {
            IntColumn numbers = forSorting.ints(count);
            for (int number = 0; number < count; number++) {
                numbers.set(objects.get(number), number);
                semis.set(number, parents.get(number));
            }
            return IncomingReferences.of(graph, scratch, numbers, semis, reachable);
        }
    }

    /**
     * Turns parents into immediate dominators: the nearest ancestor in the dominator tree, built so
     * far, that is not greater than the semidominator.
     */
    private void climb(IntColumn dominators, IntColumn semis) {
        long budget = 8L * count;
        int object = 1;
        for (; object < count && budget > 0; object++) {
            int semi = semis.get(object);
            int dominator = dominators.get(object);
            while (dominator > semi) {
                dominator = dominators.get(dominator);
                budget--;
            }
            dominators.set(object, dominator);
        }
        if (object < count) {
            try (Columns scratch = graph.newColumns()) {
                new JumpPointers(scratch, dominators, count).climbFrom(object, semis);
            }
        }
    }

    /**
     * The tree in its own preorder, by object.
     *
     * @param sizes used for the sizes of subtrees; its contents are lost
     */
    private DominatorTree inPreorder(
            IntColumn objects, IntColumn dominators, IntColumn sizes, Columns result) {
        IntColumn immediate = result.ints(count);
        IntColumn positions = result.ints(count);
        IntColumn preorder = result.ints(count, Access.SWEPT);
        IntColumn subtrees = result.ints(count, Access.SWEPT);
        for (int i = 0; i < count; i++) {
            sizes.set(i, 1);
        }
        for (int i = count - 1; i > 0; i--) {
            sizes.add(dominators.get(i), sizes.get(i));
        }
        for (int i = 0; i < count; i++) {
            int object = objects.get(i);
            int dominator = dominators.get(i);
            int subtree = sizes.get(i);
            // A dominator comes before what it dominates, so its size is not needed any more: its
            // cell holds the place of its next child.
            int position = 0;
            if (i > 0) {
                position = sizes.get(dominator);
                sizes.set(dominator, position + subtree);
            }
            sizes.set(i, position + 1);
            immediate.set(object, objects.get(dominator));
            preorder.set(position, object);
            positions.set(object, position);
            subtrees.set(position, subtree);
        }
        return new DominatorTree(
                result, count, reachable, immediate, preorder, positions, subtrees);
    }
}
