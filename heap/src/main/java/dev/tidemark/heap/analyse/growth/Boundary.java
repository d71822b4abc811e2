package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where what only one of two snapshots has hangs on what both have. Every fresh object belongs to
 * the topmost fresh object above it, the entry; the object above the entry is the holder.
 *
 * <p>Insides of collections are as old as their collection, whatever their ids say, because a
 * collection that grows gets a new one. In a chain (a linked list, a list of timers) every link is
 * an entry of the chain's holder.
 */
final class Boundary {
    private static final byte OLD = 0;
    private static final byte ENTRY = 1;
    private static final byte INSIDE = 2;
    private static final byte ASIDE = 3;

    /** Inside, and linked to an entry of its own type: the second of a chain, if there is one. */
    private static final byte LINKED = 4;

    /** So many entries of each path are kept to be looked at. */
    private static final int SAMPLES = 24;

    /** Where a chain is longer than this, its head is not looked for. */
    private static final int LONGEST_CLIMB = 100_000;

    private final HeapGraph graph;
    private final RuntimeRules rules;
    private final OwnerTree owners;
    private final ObjectPaths paths;
    private final ChainLinks links;
    private final BitSet fresh;
    private final byte[] state;
    private final int[] entryPath;
    private final Tally tally = new Tally();
    private final Map<Integer, List<Integer>> samples = new HashMap<>();
    private final BitSet chained = new BitSet();
    private final HolderIds holders;
    private final HolderIds grown;

    /** New objects that are holders all the same. */
    private final BitSet holdersToBe;

    private Boundary(Snapshot snapshot, ObjectPaths paths, BitSet fresh, BitSet laterHolders) {
        this.graph = snapshot.graph();
        this.rules = snapshot.rules();
        this.owners = snapshot.owners();
        this.paths = paths;
        this.fresh = fresh;
        holdersToBe = Copies.of(snapshot, fresh);
        holdersToBe.or(laterHolders);
        holders = new HolderIds(graph);
        grown = new HolderIds(graph);
        state = new byte[graph.objectCount()];
        entryPath = new int[graph.objectCount()];
        links = new ChainLinks(snapshot, paths, object -> state[object] != OLD);
    }

    /**
     * Finds the boundary.
     *
     * @param laterHolders fresh objects that hold entries in a later step: they are entries, and
     *     holders of what they own already
     */
    static Boundary of(Snapshot snapshot, ObjectPaths paths, BitSet fresh, BitSet laterHolders) {
        Boundary boundary = new Boundary(snapshot, paths, fresh, laterHolders);
        for (int i = 0; i < snapshot.owners().reachedCount(); i++) {
            int object = snapshot.owners().inOrder(i);
            if (fresh.get(object)) {
                boundary.visit(object);
            }
        }
        return boundary;
    }

    Tally tally() {
        return tally;
    }

    /** Some entries of a path, as objects of this snapshot. */
    List<Integer> samples(int path) {
        return samples.getOrDefault(path, List.of());
    }

    /** Whether entries of the path hang on each other. */
    boolean isChain(int path) {
        return chained.get(path);
    }

    /**
     * Adds what survivors grew by since another snapshot: tables and elements count with the
     * collection that owns them, so a larger one makes an old object larger.
     */
    void addGrowthOfSurvivors(Identities before, HeapGraph graphBefore) {
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            if (fresh.get(object)) {
                continue;
            }
            int earlier = before.find(graph.objectId(object));
            if (earlier == Identities.NONE) {
                // It has another number now, and nothing tells which one it was.
                continue;
            }
            long more = graph.shallowSize(object) - graphBefore.shallowSize(earlier);
            if (more != 0 && !rules.isBookkeeping(object)) {
                tally.addOverhead(paths.of(object), more);
                if (more > 0) {
                    grown.add(paths.of(object), object);
                }
            }
        }
    }

    /** The ids of the objects that hold entries of a path. */
    Set<Long> holders(int path) {
        return holders.of(path);
    }

    /** The ids of all objects that hold at least so many entries. */
    Set<Long> holdersOf(int entries) {
        return holders.toldAtLeast(entries);
    }

    /** The ids of the objects of a path that became larger themselves. */
    Set<Long> grown(int path) {
        return grown.of(path);
    }

    private void visit(int object) {
        int parent = owners.parent(object);
        byte above = parent == OwnerTree.NONE ? OLD : state[parent];
        boolean forRuntime = parent != OwnerTree.NONE && rules.isBookkeeping(parent);
        if (above == ASIDE || forRuntime || rules.isBookkeeping(object)) {
            state[object] = ASIDE;
            tally.addAside(graph.shallowSize(object));
            return;
        }
        if (above == OLD) {
            visitBelowOld(object);
        } else {
            visitBelowNew(object, parent);
        }
    }

    private void visitBelowNew(int object, int parent) {
        int link = links.above(object);
        byte ofLink = link == OwnerTree.NONE ? INSIDE : state[link];
        switch (ofLink) {
            case ENTRY -> visitBelowEntry(object, parent, link);
            case LINKED -> visitBelowLinked(object, parent, link);
            default -> inside(object, parent);
        }
    }

    private void visitBelowOld(int object) {
        if (rules.isInternal(object)) {
            tally.addOverhead(paths.of(object), graph.shallowSize(object));
        } else {
            entry(object);
        }
    }

    private void visitBelowEntry(int object, int parent, int link) {
        if (paths.of(object) == paths.of(link)) {
            chained.set(paths.of(object));
            entry(object);
        } else {
            inside(object, parent);
            state[object] = LINKED;
        }
    }

    /** The first of a list hangs on a variable, the others on each other: the third one tells. */
    private void visitBelowLinked(int object, int parent, int link) {
        if (paths.of(object) == paths.of(link)) {
            chained.set(paths.of(object));
            // Of a text that is added to the pieces are joined anew: only those below count.
            if (graph.kind(link) != ObjectKind.CONCATENATED_STRING) {
                state[link] = ENTRY;
                entryPath[link] = paths.of(link);
                tally.addEntry(paths.of(link));
                // A list that is added to in front hangs on a new link each time.
                holders.add(paths.of(link), links.above(link));
            }
            entry(object);
        } else {
            inside(object, parent);
        }
    }

    private void entry(int object) {
        int path = paths.of(object);
        state[object] = holdersToBe.get(object) ? OLD : ENTRY;
        if (holdersToBe.get(object)) {
            grown.add(path, object);
        }
        entryPath[object] = path;
        tally.addEntry(path);
        tally.addBytes(path, graph.shallowSize(object));
        List<Integer> some = samples.computeIfAbsent(path, _ -> new ArrayList<>());
        if (some.size() < SAMPLES) {
            some.add(object);
        }
        addHolder(object, path);
    }

    /** The object above an entry that is neither an inside nor a part of the same chain. */
    private void addHolder(int object, int path) {
        int above = owners.parent(object);
        if (above == OwnerTree.NONE || isLinkedToEntry(object, above)) {
            return;
        }
        int steps = 0;
        while (owners.parent(above) != OwnerTree.NONE
                && (rules.isInternal(above) || paths.of(above) == path)
                && steps++ < LONGEST_CLIMB) {
            above = owners.parent(above);
        }
        holders.add(path, above);
    }

    private boolean isLinkedToEntry(int object, int above) {
        if (state[above] == ENTRY) {
            return true;
        }
        int link = fresh.get(above) ? links.above(object) : OwnerTree.NONE;
        return link != OwnerTree.NONE && state[link] == ENTRY;
    }

    private void inside(int object, int parent) {
        state[object] = INSIDE;
        entryPath[object] = entryPath[parent];
        tally.addBytes(entryPath[parent], graph.shallowSize(object));
    }
}
