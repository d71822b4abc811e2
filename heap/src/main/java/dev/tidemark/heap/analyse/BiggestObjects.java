package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The objects of a heap that retain most, apart from those that only group roots. */
public final class BiggestObjects {
    private BiggestObjects() {}

    /**
     * The {@code limit} biggest, by falling retained size; of equals the one that comes first in
     * the graph.
     *
     * @implNote One pass; allocates only for an object that is among the biggest so far.
     */
    public static List<Integer> of(HeapGraph graph, RetainedSizes retained, int limit) {
        Comparator<Candidate> smallestFirst =
                Comparator.comparingLong(Candidate::bytes)
                        .thenComparing(Comparator.comparingInt(Candidate::object).reversed());
        PriorityQueue<Candidate> biggest = new PriorityQueue<>(smallestFirst);
        long least = 0;
        for (int object = 0; object < graph.objectCount(); object++) {
            long bytes = retained.of(object);
            if (bytes > least
                    && object != graph.root()
                    && graph.kind(object) != ObjectKind.SYNTHETIC) {
                biggest.add(new Candidate(object, bytes));
                if (biggest.size() > limit) {
                    biggest.remove();
                }
                least = biggest.size() == limit && limit > 0 ? biggest.element().bytes : 0;
            }
        }
        List<Candidate> sorted = new ArrayList<>(biggest);
        sorted.sort(smallestFirst.reversed());
        return sorted.stream().map(Candidate::object).toList();
    }

    private record Candidate(int object, long bytes) {}
}
