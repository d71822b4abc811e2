package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Objects that get new ids in each snapshot: what the program around V8 keeps in memory of its own,
 * such as the blobs of Node.js. By their ids all of them are new and all of before are gone. As
 * many as both snapshots have on a path are taken for the same ones; the others came or went.
 */
final class Renumbered {
    /**
     * One side of the comparison.
     *
     * @param unknown the objects that the other snapshot does not have
     * @param types of such objects, of which the other snapshot has none
     */
    record Side(Snapshot snapshot, ObjectPaths paths, BitSet unknown, Set<String> types) {
        static Side of(Snapshot snapshot, ObjectPaths paths, BitSet unknown) {
            HeapGraph graph = snapshot.graph();
            Set<String> types = new HashSet<>();
            Set<String> known = new HashSet<>();
            for (int object = 0; object < graph.objectCount(); object++) {
                if (mayBe(graph, object)) {
                    (unknown.get(object) ? types : known).add(graph.name(object));
                }
            }
            types.removeAll(known);
            return new Side(snapshot, paths, unknown, types);
        }

        boolean isRenumbered(int object) {
            return unknown.get(object)
                    && mayBe(snapshot.graph(), object)
                    && types.contains(snapshot.graph().name(object));
        }

        /** Those whose owner is known count; what an unknown one has came and goes with it. */
        boolean isOnItsOwn(int object, BitSet of) {
            int owner = snapshot.owners().parent(object);
            return owner == OwnerTree.NONE || !of.get(owner);
        }
    }

    private Renumbered() {}

    /** Whether an object is of the kinds that may get a new id. */
    static boolean mayBe(HeapGraph graph, int object) {
        return graph.kind(object) == ObjectKind.NATIVE
                || graph.kind(object) == ObjectKind.SYNTHETIC;
    }

    /** Takes those that are the same out of what the two sides do not know of each other. */
    static void settle(Side before, Side after) {
        if (!before.types().isEmpty() && !after.types().isEmpty()) {
            take(before, take(after, count(before)));
        }
    }

    /** How many there may be on each path: all those of which the owner may have stayed. */
    private static Map<Integer, Integer> count(Side side) {
        BitSet gone = (BitSet) side.unknown().clone();
        Map<Integer, Integer> counts = new HashMap<>();
        OwnerTree owners = side.snapshot().owners();
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            if (side.isRenumbered(object) && side.isOnItsOwn(object, gone)) {
                gone.clear(object);
                counts.merge(side.paths().of(object), 1, Integer::sum);
            }
        }
        return counts;
    }

    /** Takes as many from each path as there are at most, and says how many that were. */
    private static Map<Integer, Integer> take(Side side, Map<Integer, Integer> most) {
        Map<Integer, Integer> taken = new HashMap<>();
        OwnerTree owners = side.snapshot().owners();
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            if (side.isRenumbered(object) && side.isOnItsOwn(object, side.unknown())) {
                int path = side.paths().of(object);
                if (taken.merge(path, 1, Integer::sum) <= most.getOrDefault(path, 0)) {
                    side.unknown().clear(object);
                } else {
                    taken.merge(path, -1, Integer::sum);
                }
            }
        }
        return taken;
    }
}
