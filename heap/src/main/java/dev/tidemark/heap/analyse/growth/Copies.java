package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Collections that are copied to be changed ({@code list = [...list, item]}) are new each time;
 * what they hold is mostly old, and tells them from entries.
 */
final class Copies {
    /** A new object that owns so many old ones took the place of an old one. */
    private static final int OWNS_MANY = 4;

    private final RuntimeRules rules;
    private final OwnerTree owners;
    private final BitSet fresh;

    private Copies(Snapshot snapshot, BitSet fresh) {
        this.rules = snapshot.rules();
        this.owners = snapshot.owners();
        this.fresh = fresh;
    }

    /** The fresh objects of a snapshot that took the place of old ones. */
    static BitSet of(Snapshot snapshot, BitSet fresh) {
        Copies copies = new Copies(snapshot, fresh);
        BitSet found = new BitSet();
        copies.oldChildren()
                .forEach((holder, count) -> {
                    if (count >= OWNS_MANY) {
                        copies.addWithOwners(holder, found);
                    }
                });
        return found;
    }

    private Map<Integer, Integer> oldChildren() {
        Map<Integer, Integer> oldChildren = new HashMap<>();
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            int above = owners.parent(object);
            if (above == OwnerTree.NONE || fresh.get(object) || rules.isInternal(object)) {
                continue;
            }
            while (rules.isInternal(above) && owners.parent(above) != OwnerTree.NONE) {
                above = owners.parent(above);
            }
            if (fresh.get(above) && !rules.isBookkeeping(above)) {
                oldChildren.merge(above, 1, Integer::sum);
            }
        }
        return oldChildren;
    }

    /**
     * What a copy lies in was copied, too: {@code state = {...state, orders: [...orders, order]}},
     * or the nodes of a persistent list down to the one that changed.
     */
    private void addWithOwners(int copy, BitSet found) {
        for (int at = copy; at != OwnerTree.NONE && fresh.get(at); at = owners.parent(at)) {
            if (!rules.isInternal(at)) {
                found.set(at);
            }
        }
    }
}
