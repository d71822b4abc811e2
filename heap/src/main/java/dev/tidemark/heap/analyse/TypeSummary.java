package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.KeptColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All objects of one type together. Objects without a size of their own are left out.
 *
 * @param type index in the graph
 * @param shallowBytes sum of their own sizes
 * @param retainedBytes what would be freed with all of them; an instance within another one's
 *     retained size counts once
 */
public record TypeSummary(
        int type, String name, long count, long shallowBytes, long retainedBytes) {
    /** Of an index. */
    private static final String PART = "types";

    /**
     * The types of a heap, by falling retained size; equals by falling count, then by name. From
     * the heap's index if they are there.
     */
    public static List<TypeSummary> of(
            HeapGraph graph, DominatorTree dominators, RetainedSizes retained) {
        return graph.index()
                .find(PART)
                .map(kept -> of(graph, kept))
                .orElseGet(() -> {
                    List<TypeSummary> types = sum(graph, dominators, retained);
                    graph.index().keep(PART, () -> kept(types));
                    return types;
                });
    }

    private static ColumnList kept(List<TypeSummary> types) {
        return new ColumnList()
                .addNumbers(types.stream().mapToLong(TypeSummary::type).toArray())
                .addNumbers(types.stream().mapToLong(TypeSummary::count).toArray())
                .addNumbers(types.stream().mapToLong(TypeSummary::shallowBytes).toArray())
                .addNumbers(types.stream().mapToLong(TypeSummary::retainedBytes).toArray());
    }

    private static List<TypeSummary> of(HeapGraph graph, KeptColumns kept) {
        long[] types = kept.numbers();
        long[] counts = kept.numbers();
        long[] shallow = kept.numbers();
        long[] retained = kept.numbers();
        List<TypeSummary> all = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            int type = (int) types[i];
            String name = graph.typeName(type);
            all.add(new TypeSummary(type, name, counts[i], shallow[i], retained[i]));
        }
        return all;
    }

    private static List<TypeSummary> sum(
            HeapGraph graph, DominatorTree dominators, RetainedSizes retained) {
        Sums sums = new Sums(graph.typeCount());
        for (int position = 0; position < dominators.objectCount(); position++) {
            long size = retained.shallowAt(position);
            if (size > 0) {
                sums.add(
                        graph.typeOf(dominators.objectAt(position)),
                        size,
                        position,
                        dominators.subtreeSizeAt(position),
                        retained.at(position));
            }
        }
        return sums.summaries(graph);
    }

    private static final class Sums {
        private final long[] counts;
        private final long[] shallow;
        private final long[] retained;

        /**
         * End of the subtree of the last instance, in preorder, that no other instance dominates.
         */
        private final int[] coveredUntil;

        Sums(int types) {
            counts = new long[types];
            shallow = new long[types];
            retained = new long[types];
            coveredUntil = new int[types];
        }

        void add(int type, long size, int position, int subtree, long retainedBytes) {
            counts[type]++;
            shallow[type] += size;
            if (position >= coveredUntil[type]) {
                retained[type] += retainedBytes;
                coveredUntil[type] = position + subtree;
            }
        }

        List<TypeSummary> summaries(HeapGraph graph) {
            List<TypeSummary> all = new ArrayList<>();
            for (int type = 0; type < counts.length; type++) {
                if (counts[type] > 0) {
                    all.add(
                            new TypeSummary(
                                    type,
                                    graph.typeName(type),
                                    counts[type],
                                    shallow[type],
                                    retained[type]));
                }
            }
            all.sort(
                    Comparator.comparingLong(TypeSummary::retainedBytes)
                            .thenComparingLong(TypeSummary::count)
                            .reversed()
                            .thenComparing(TypeSummary::name)
                            .thenComparingInt(TypeSummary::type));
            return all;
        }
    }
}
