package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.graph.Truncation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a heap holds, without the heap: a few hundred kilobytes for a dump of gigabytes.
 *
 * @param layout how objects lie in a JVM's memory; null for other runtimes
 * @param truncation where the file was cut, or null when it is whole
 * @param constructors where types are written, of those that may have another name there
 * @param types all of them, by falling retained size
 * @param biggest the objects that retain most, by falling retained size
 * @param limit how many of these were looked for
 */
public record Overview(
        SnapshotFormat format,
        @Nullable ObjectLayout layout,
        @Nullable Truncation truncation,
        Totals totals,
        Constructors constructors,
        List<TypeSummary> types,
        List<BigObject> biggest,
        int limit) {
    public Overview {
        types = List.copyOf(types);
        biggest = List.copyOf(biggest);
    }

    /** The whole heap in numbers; sizes in bytes. */
    public record Totals(
            long objects,
            long references,
            long shallowBytes,
            long reachableObjects,
            long reachableBytes) {}

    /**
     * One object that retains much.
     *
     * @param id in its process
     * @param type the number of its type
     * @param path through its dominators, as an {@link ObjectListing} tells it
     */
    public record BigObject(
            long id,
            int type,
            String typeName,
            long shallowBytes,
            long retainedBytes,
            String path) {}

    /**
     * Finds all that; the heap's dominators live only meanwhile.
     *
     * @param limit so many of the biggest objects
     * @param listing which those may be, and how they are told
     * @param constructors where types are written
     */
    public static Overview of(
            HeapGraph graph, int limit, ObjectListing listing, Constructors constructors) {
        try (DominatorTree dominators = DominatorTree.of(graph);
                RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
            return new Overview(
                    graph.format(),
                    graph instanceof JvmHeap heap ? heap.layout() : null,
                    graph.truncation().orElse(null),
                    totals(graph, dominators, retained),
                    constructors,
                    TypeSummary.of(graph, dominators, retained),
                    biggest(graph, dominators, retained, listing, limit),
                    limit);
        }
    }

    private static Totals totals(
            HeapGraph graph, DominatorTree dominators, RetainedSizes retained) {
        return new Totals(
                graph.objectCount(),
                graph.referenceCount(),
                retained.at(0),
                dominators.reachableCount(),
                retained.reachableBytes());
    }

    private static List<BigObject> biggest(
            HeapGraph graph,
            DominatorTree dominators,
            RetainedSizes retained,
            ObjectListing listing,
            int limit) {
        List<Integer> positions = BiggestObjects.positions(dominators, retained, listing, limit);
        Ancestors ancestors = Ancestors.of(dominators, positions, listing.mostDominators());
        return positions.stream()
                .map(position -> {
                    int object = dominators.objectAt(position);
                    return new BigObject(
                            graph.objectId(object),
                            graph.typeOf(object),
                            graph.typeName(graph.typeOf(object)),
                            retained.shallowAt(position),
                            retained.at(position),
                            listing.path(upwards(position, dominators, ancestors, listing))
                                    .toString());
                })
                .toList();
    }

    private static List<Integer> upwards(
            int position, DominatorTree dominators, Ancestors ancestors, ObjectListing listing) {
        List<Integer> upwards = new ArrayList<>(List.of(dominators.objectAt(position)));
        int at = position;
        while (at != 0 && upwards.size() <= listing.mostDominators()) {
            at = ancestors.parentOf(at);
            upwards.add(dominators.objectAt(at));
        }
        return upwards;
    }

    /** Whether it tells the {@code count} biggest objects, or all there are. */
    public boolean hasBiggest(int count) {
        return count <= limit || biggest.size() < limit;
    }
}
