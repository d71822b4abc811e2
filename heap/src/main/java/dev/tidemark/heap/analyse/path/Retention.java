package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.analyse.ReferenceSweep;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why objects are alive: their owner paths, merged where they read the same. For few objects also
 * the paths over their other retainers, any of which would keep them alive alone.
 */
public final class Retention {
    /** For more objects than this only the owner paths are looked for. */
    private static final int FEW = 64;

    private final Snapshot snapshot;
    private final PathTrie trie = new PathTrie();
    private final ObjectPaths paths;
    private final Map<Integer, Group> groups = new HashMap<>();
    private final Set<String> seen = new HashSet<>();

    private Retention(Snapshot snapshot) {
        this.snapshot = snapshot;
        paths = new ObjectPaths(snapshot, trie);
    }

    /**
     * Objects that are held in the same way.
     *
     * @param objects how many
     * @param path read from the owner
     * @param steps the references of one of them, from the owner on
     */
    public record Held(long objects, HeapPath path, List<Link> steps) {
        public Held {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One reference of a path.
     *
     * @param kind null for the owner that the path starts at
     * @param name what the holder calls it
     * @param type of the object that is reached
     * @param source where that object's function or class is written, when it is known
     */
    public record Link(
            @Nullable ReferenceKind kind,
            String name,
            String type,
            @Nullable SourceLocation source) {}

    /** The objects of one path, and one of them, reached over {@code last} if it has another. */
    private static final class Group {
        private long count;
        private final int example;
        private final int lastHolder;
        private final long last;

        Group(int example, int lastHolder, long last) {
            this.example = example;
            this.lastHolder = lastHolder;
            this.last = last;
        }
    }

    /** How the objects are held, the way of most of them first. Unreachable ones are left out. */
    public static List<Held> of(Snapshot snapshot, BitSet objects) {
        Retention retention = new Retention(snapshot);
        int left = objects.cardinality();
        for (int i = 0; i < snapshot.owners().reachedCount() && left > 0; i++) {
            int object = snapshot.owners().inOrder(i);
            if (objects.get(object)) {
                left--;
                retention.add(object);
            }
        }
        if (objects.cardinality() <= FEW) {
            retention.addOtherRetainers(objects);
        }
        return retention.result();
    }

    private void add(int object) {
        int holder = snapshot.owners().parent(object);
        long reference =
                holder == OwnerTree.NONE ? OwnerTree.NONE : snapshot.owners().reference(object);
        groups.computeIfAbsent(paths.of(object), _ -> new Group(object, holder, reference)).count++;
    }

    private void addOtherRetainers(BitSet objects) {
        HeapGraph graph = snapshot.graph();
        BitSet retainers = retainers(graph, objects);
        int left = retainers.cardinality();
        for (int i = 0; i < snapshot.owners().reachedCount() && left > 0; i++) {
            int from = snapshot.owners().inOrder(i);
            if (!retainers.get(from)) {
                continue;
            }
            left--;
            long end = graph.firstReference(from + 1);
            for (long reference = graph.firstReference(from); reference < end; reference++) {
                int to = graph.target(reference);
                if (objects.get(to)
                        && graph.retains(reference)
                        && snapshot.owners().parent(to) != from
                        && standsAlone(from, to)) {
                    int path = paths.step(from, reference, to);
                    addOther(path, to, from, reference);
                }
            }
        }
    }

    /** What refers to the objects, by a sweep in the order of memory. */
    private static BitSet retainers(HeapGraph graph, BitSet objects) {
        BitSet retainers = new BitSet(graph.objectCount());
        ReferenceSweep.run(
                graph,
                (targets, count) -> {
                    for (int i = 0; i < count; i++) {
                        boolean wanted = targets[i] >= 0 && objects.get(targets[i]);
                        targets[i] = wanted ? targets[i] : HeapGraph.NO_OBJECT;
                    }
                },
                (object, targets, from, to) -> {
                    for (int i = from; i < to; i++) {
                        if (targets[i] >= 0) {
                            retainers.set(object);
                        }
                    }
                });
        return retainers;
    }

    /** An array refers to an element twice, itself and over its inside: that is one way. */
    private void addOther(int path, int object, int holder, long reference) {
        if (path != paths.of(object) && seen.add(path + " " + object)) {
            groups.computeIfAbsent(path, _ -> new Group(object, holder, reference)).count++;
        }
    }

    /** Whether a retainer is not itself alive through the object only. */
    private boolean standsAlone(int retainer, int object) {
        if (snapshot.rules().isBookkeeping(retainer) || snapshot.rules().isRootGroup(retainer)) {
            return false;
        }
        for (int at = retainer; at != OwnerTree.NONE; at = snapshot.owners().parent(at)) {
            if (at == object || snapshot.rules().isBookkeeping(at)) {
                return false;
            }
        }
        return true;
    }

    private List<Held> result() {
        List<Held> held = new ArrayList<>();
        groups.forEach((path, group) ->
                held.add(
                        new Held(
                                group.count,
                                snapshot.rules().readable(trie.steps(path)),
                                links(group))));
        held.sort(
                Comparator.comparingLong(Held::objects)
                        .reversed()
                        .thenComparingInt(one -> one.path().steps().size())
                        .thenComparing(one -> one.path().toString()));
        return held;
    }

    private List<Link> links(Group group) {
        List<Link> links = new ArrayList<>();
        int object = group.example;
        int holder = group.lastHolder;
        long reference = group.last;
        while (holder != OwnerTree.NONE) {
            links.add(
                    new Link(
                            snapshot.graph().referenceKind(reference),
                            snapshot.graph().referenceName(reference),
                            snapshot.rules().typeName(object),
                            source(object)));
            object = holder;
            holder = snapshot.owners().parent(object);
            reference = holder == OwnerTree.NONE ? reference : snapshot.owners().reference(object);
        }
        String label = label(snapshot.owners().owner(object), reference);
        links.add(new Link(null, label, snapshot.rules().typeName(object), null));
        Collections.reverse(links);
        return links;
    }

    /** What the path starts at, which it leaves by that reference, if by any. */
    private String label(@Nullable Owner owner, long reference) {
        if (owner == null) {
            return "(roots)";
        }
        return String.join(
                " > ",
                reference == OwnerTree.NONE
                        ? owner.labels()
                        : snapshot.rules().labels(owner, reference));
    }

    private @Nullable SourceLocation source(int object) {
        return snapshot.graph().position(object).isEmpty()
                ? null
                : snapshot.rules().location(object);
    }
}
