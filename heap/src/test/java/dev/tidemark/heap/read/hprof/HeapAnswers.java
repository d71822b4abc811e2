package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.Constructors;
import dev.tidemark.heap.analyse.DominatorPaths;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTotals;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.JvmHeap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * All that a heap is asked.
 *
 * @param objects of each object what {@link #object} tells
 * @param references of each its target, or the complement if that is not retained
 * @param names of every 97th reference
 * @param owned all that can be reached, in the order in which owners were found
 * @param paths each with its totals
 */
record HeapAnswers(
        Overview overview,
        List<List<Long>> objects,
        List<Integer> references,
        List<String> names,
        List<String> threads,
        List<Integer> owned,
        List<String> paths) {
    /** More of the biggest objects than there are. */
    private static final int ALL = 100_000;

    /** Asks a heap, and closes it. */
    static HeapAnswers of(JvmHeap opened) {
        try (JvmHeap heap = opened;
                DominatorTree dominators = DominatorTree.of(heap);
                RetainedSizes retained = RetainedSizes.of(heap, dominators)) {
            Snapshot snapshot = Heaps.snapshot(heap);
            return new HeapAnswers(
                    Overview.of(heap, ALL, new DominatorPaths(heap), Constructors.NONE),
                    IntStream.range(0, heap.objectCount())
                            .mapToObj(object -> object(snapshot, dominators, retained, object))
                            .toList(),
                    IntStream.range(0, (int) heap.referenceCount())
                            .mapToObj(i -> heap.retains(i) ? heap.target(i) : ~heap.target(i))
                            .toList(),
                    LongStream.range(0, heap.referenceCount() / 97)
                            .mapToObj(i -> heap.referenceName(i * 97))
                            .toList(),
                    heap.threads().stream().map(JvmHeap.JvmThread::toString).toList(),
                    IntStream.range(0, snapshot.owners().reachedCount())
                            .mapToObj(snapshot.owners()::inOrder)
                            .toList(),
                    paths(snapshot, dominators, retained));
        }
    }

    private static List<String> paths(
            Snapshot snapshot, DominatorTree dominators, RetainedSizes retained) {
        PathTrie trie = new PathTrie();
        PathTotals totals = PathTotals.of(snapshot, trie, dominators, retained);
        return IntStream.range(0, trie.size())
                .mapToObj(path ->
                        "%s: %d %d %d %d"
                                .formatted(
                                        trie.steps(path),
                                        totals.count(path),
                                        totals.contents(path),
                                        totals.shallowBytes(path),
                                        totals.retainedBytes(path)))
                .toList();
    }

    private static List<Long> object(
            Snapshot snapshot, DominatorTree dominators, RetainedSizes retained, int object) {
        JvmHeap heap = (JvmHeap) snapshot.graph();
        int owner = snapshot.owners().parent(object);
        return List.of(
                heap.objectId(object),
                (long) heap.typeOf(object),
                heap.shallowSize(object),
                heap.firstReference(object),
                heap.length(object).orElse(-1),
                (long) heap.rootKinds(object).hashCode(),
                (long) dominators.immediateDominatorOf(object),
                retained.of(object),
                (long) owner,
                owner == OwnerTree.NONE ? -1 : snapshot.owners().reference(object),
                snapshot.rules().isInternal(object) ? 1L : 0L,
                snapshot.rules().isBookkeeping(object) ? 1L : 0L);
    }

    /** Compared part by part, so that what differs can be read. */
    void assertEqual(String which, HeapAnswers expected) {
        assertThat(overview).as(which).isEqualTo(expected.overview);
        assertThat(objects).as(which).isEqualTo(expected.objects);
        assertThat(references).as(which).isEqualTo(expected.references);
        assertThat(names).as(which).isEqualTo(expected.names);
        assertThat(threads).as(which).isEqualTo(expected.threads);
        assertThat(owned).as(which).isEqualTo(expected.owned);
        assertThat(paths).as(which).isEqualTo(expected.paths);
    }
}
