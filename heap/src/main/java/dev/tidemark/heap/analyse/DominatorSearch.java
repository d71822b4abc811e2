package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.OffsetColumn;

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
            IntColumn work = scratch.ints(count);
            try (Columns forSearch = graph.newColumns()) {
                DepthFirstSearch search =
                        new DepthFirstSearch(graph, forSearch, objects, dominators, work);
                search.run();
                reachable = search.reachable();
            }
            try (Columns forSemis = graph.newColumns()) {
                OffsetColumn semis =
                        forSemis.offsets(count + 1L, graph.referenceCount(), Access.RANDOM);
                findSemis(objects, dominators, work, semis);
                climb(dominators, semis);
            }
            return inPreorder(objects, dominators, work, result);
        } catch (RuntimeException | Error e) {
            result.close();
            throw e;
        }
    }

    /**
     * The least number from which a way leads to the object through greater numbers only.
     *
     * @param parents of the depth-first tree
     * @param leastSemis used
     * @param semis filled. Until the semidominator of a number is known, its cell says where the
     *     sources of that number start: each is needed just once, so one column does for both
     */
    private void findSemis(
            IntColumn objects, IntColumn parents, IntColumn leastSemis, OffsetColumn semis) {
        try (Columns scratch = graph.newColumns()) {
            IncomingReferences incoming = incoming(objects, parents, leastSemis, semis, scratch);
            LinkedForest forest = new LinkedForest(scratch, parents, leastSemis, count);
            long start = semis.get(count);
            for (int number = count - 1; number > 0; number--) {
                int semi = leastSemis.get(number);
                long end = start;
                start = semis.get(number);
                for (long i = end - 1; i >= start; i--) {
                    semi = Math.min(semi, forest.leastSemiAbove(incoming.source(i), number));
                }
                semis.set(number, semi);
                forest.link(number, semi);
            }
        }
    }

    private IncomingReferences incoming(
            IntColumn objects,
            IntColumn parents,
            IntColumn leastSources,
            OffsetColumn starts,
            Columns scratch) {
        try (Columns forSorting = graph.newColumns()) {
            TargetNumbers numbers =
                    TargetNumbers.of(graph, forSorting, objects, parents, leastSources);
            int firstApart = graph.unreachedRetain() ? Integer.MAX_VALUE : reachable;
            return IncomingReferences.of(numbers, leastSources, starts, scratch, firstApart);
        }
    }

    /**
     * Turns parents into immediate dominators: the nearest ancestor in the dominator tree, built so
     * far, that is not greater than the semidominator.
     */
    private void climb(IntColumn dominators, OffsetColumn semis) {
        long budget = 8L * count;
        int object = 1;
        for (; object < count && budget > 0; object++) {
            long semi = semis.get(object);
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
     * The tree in its own preorder.
     *
     * @param sizes used for the sizes of subtrees; its contents are lost
     */
    private DominatorTree inPreorder(
            IntColumn objects, IntColumn dominators, IntColumn sizes, Columns result) {
        IntColumn preorder = result.ints(count);
        IntColumn subtrees = result.ints(count);
        sizes.fill(count, 1);
        for (int i = count - 1; i > 0; i--) {
            sizes.add(dominators.get(i), sizes.get(i));
        }
        for (int i = 0; i < count; i++) {
            int subtree = sizes.get(i);
            // A dominator comes before what it dominates, so its size is not needed any more: its
            // cell holds the place of its next child.
            int position = 0;
            if (i > 0) {
                int dominator = dominators.get(i);
                position = sizes.get(dominator);
                sizes.set(dominator, position + subtree);
            }
            sizes.set(i, position + 1);
            preorder.set(position, objects.get(i));
            subtrees.set(position, subtree);
        }
        return new DominatorTree(result, count, reachable, preorder, subtrees);
    }
}
