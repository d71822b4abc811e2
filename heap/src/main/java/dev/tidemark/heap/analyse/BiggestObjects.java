package dev.tidemark.heap.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The objects of a heap that retain most, of those that are worth a line. */
final class BiggestObjects {
    private static final Comparator<Candidate> SMALLEST_FIRST =
            Comparator.comparingLong(Candidate::bytes)
                    .thenComparing(Comparator.comparingInt(Candidate::object).reversed());

    private final DominatorTree dominators;
    private final RetainedSizes retained;
    private final ObjectListing listing;
    private final int limit;
    private final PriorityQueue<Candidate> biggest = new PriorityQueue<>(SMALLEST_FIRST);

    /** The places of the objects that dominate the one that the sweep is at, outermost first. */
    private int[] above = new int[64];

    private int depth;

    private BiggestObjects(
            DominatorTree dominators, RetainedSizes retained, ObjectListing listing, int limit) {
        this.dominators = dominators;
        this.retained = retained;
        this.listing = listing;
        this.limit = limit;
    }

    private record Candidate(int position, int object, long bytes) {}

    /**
     * The places of the {@code limit} biggest in the dominator tree's preorder, by falling retained
     * size; of equals the one that comes first in the graph.
     *
     * @implNote One pass over the preorder, without what is below an object that is too small.
     */
    static List<Integer> positions(
            DominatorTree dominators, RetainedSizes retained, ObjectListing listing, int limit) {
        BiggestObjects search = new BiggestObjects(dominators, retained, listing, limit);
        if (limit > 0) {
            search.sweep();
        }
        List<Candidate> sorted = new ArrayList<>(search.biggest);
        sorted.sort(SMALLEST_FIRST.reversed());
        return sorted.stream().map(Candidate::position).toList();
    }

    private void sweep() {
        int position = 0;
        while (position < dominators.objectCount()) {
            long bytes = retained.at(position);
            if (bytes == 0 || (biggest.size() == limit && bytes < biggest.element().bytes)) {
                position += dominators.subtreeSizeAt(position);
                continue;
            }
            while (depth > 0 && position >= end(above[depth - 1])) {
                depth--;
            }
            int dominator =
                    depth == 0 ? dominators.objectAt(0) : dominators.objectAt(above[depth - 1]);
            offer(new Candidate(position, dominators.objectAt(position), bytes), dominator);
            above = depth == above.length ? Arrays.copyOf(above, 2 * depth) : above;
            above[depth++] = position;
            position++;
        }
    }

    private int end(int position) {
        return position + dominators.subtreeSizeAt(position);
    }

    private void offer(Candidate candidate, int dominator) {
        if (!listing.lists(candidate.object, dominator)) {
            return;
        }
        biggest.add(candidate);
        if (biggest.size() > limit) {
            biggest.remove();
        }
    }
}
