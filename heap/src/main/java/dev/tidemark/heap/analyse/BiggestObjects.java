package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The objects of a heap that retain most, apart from those that only group roots. */
final class BiggestObjects {
    private BiggestObjects() {}

    /**
     * The places of the {@code limit} biggest in the dominator tree's preorder, by falling retained
     * size; of equals the one that comes first in the graph.
     *
     * @implNote One pass over the dominator tree's preorder, in which all that is needed of most
     *     objects lies side by side.
     */
    static List<Integer> positions(HeapGraph graph, RetainedSizes retained, int limit) {
        Comparator<Candidate> smallestFirst =
                Comparator.comparingLong(Candidate::bytes)
                        .thenComparing(Comparator.comparingInt(Candidate::object).reversed());
        PriorityQueue<Candidate> biggest = new PriorityQueue<>(smallestFirst);
        for (int position = 0; position < graph.objectCount() && limit > 0; position++) {
            long bytes = retained.at(position);
            if (biggest.size() == limit && bytes < biggest.element().bytes) {
                continue;
            }
            Candidate candidate = new Candidate(position, retained.objectAt(position), bytes);
            if (counts(graph, candidate)
                    && (biggest.size() < limit
                            || smallestFirst.compare(candidate, biggest.element()) > 0)) {
                biggest.add(candidate);
                if (biggest.size() > limit) {
                    biggest.remove();
                }
            }
        }
        List<Candidate> sorted = new ArrayList<>(biggest);
        sorted.sort(smallestFirst.reversed());
        return sorted.stream().map(Candidate::position).toList();
    }

    private static boolean counts(HeapGraph graph, Candidate candidate) {
        return candidate.bytes > 0
                && candidate.object != graph.root()
                && graph.kind(candidate.object) != ObjectKind.SYNTHETIC;
    }

    private record Candidate(int position, int object, long bytes) {}
}
