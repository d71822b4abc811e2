package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The links of chains: objects of one type, each of which keeps the next one. It does so directly,
 * as in a list, or by a few single objects of other types, as a function keeps what is in its
 * scope. What lies in slots makes trees, and no chains.
 */
final class ChainLinks {
    /** So many objects are looked at from one link to the next; insides of others take no step. */
    private static final int FARTHEST_LINK = 4 * PathTrie.LONGEST_CYCLE;

    /** Where no chain has begun: only what hangs there directly may be its first link. */
    private static final byte BEFORE_FIRST_LINK = Byte.MAX_VALUE;

    private final HeapGraph graph;
    private final RuntimeRules rules;
    private final OwnerTree owners;
    private final ObjectPaths paths;
    private final IntPredicate isNew;

    /**
     * @param isNew whether an object may be between two links, or be one
     */
    ChainLinks(Snapshot snapshot, ObjectPaths paths, IntPredicate isNew) {
        graph = snapshot.graph();
        rules = snapshot.rules();
        owners = snapshot.owners();
        this.paths = paths;
        this.isNew = isNew;
    }

    /**
     * The link above an object, if the two may be links of one chain; else {@link OwnerTree#NONE}.
     */
    int above(int object) {
        if (rules.isInternal(object)) {
            return OwnerTree.NONE;
        }
        int at = owners.parent(object);
        int steps = 1;
        for (int climbed = 0; climbed < FARTHEST_LINK; climbed++) {
            if (at == OwnerTree.NONE || steps > PathTrie.LONGEST_CYCLE || !isNew.test(at)) {
                return OwnerTree.NONE;
            }
            if (graph.typeOf(at) == graph.typeOf(object)) {
                return climbed == 0 || !hasSlot(object, at) ? at : OwnerTree.NONE;
            }
            steps += rules.isInternal(at) ? 0 : 1;
            at = owners.parent(at);
        }
        return OwnerTree.NONE;
    }

    private boolean hasSlot(int object, int above) {
        for (int at = object; at != above; at = owners.parent(at)) {
            if (paths.isSlot(at)) {
                return true;
            }
        }
        return false;
    }

    /** All in the chains below the holders. */
    static long count(Snapshot snapshot, Set<Integer> holders, Set<String> types) {
        RuntimeRules rules = snapshot.rules();
        OwnerTree owners = snapshot.owners();
        // For what may lead to a link: which step from the link above the next one is.
        byte[] steps = new byte[snapshot.graph().objectCount()];
        for (int holder : holders) {
            steps[holder] = types.contains(rules.typeName(holder)) ? 1 : BEFORE_FIRST_LINK;
        }
        long count = 0;
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            int above = owners.parent(object);
            byte step = above == OwnerTree.NONE ? 0 : steps[above];
            if (step == 0) {
                continue;
            }
            boolean isDirect = step == 1 || step == BEFORE_FIRST_LINK;
            if (rules.isInternal(object)) {
                steps[object] = step;
            } else if (types.contains(rules.typeName(object))) {
                boolean isLink = isDirect || !isSlot(snapshot, object);
                steps[object] = (byte) (isLink ? 1 : 0);
                count += steps[object];
            } else if (step < PathTrie.LONGEST_CYCLE && !isSlot(snapshot, object)) {
                steps[object] = (byte) (step + 1);
            }
        }
        return count;
    }

    private static boolean isSlot(Snapshot snapshot, int object) {
        OwnerTree owners = snapshot.owners();
        return snapshot.rules()
                .stepName(owners.parent(object), owners.reference(object))
                .equals(PathTrie.ANY);
    }
}
