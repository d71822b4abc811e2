package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.Arrays;
import java.util.List;

/** The normalised path of each object that is asked for, in one snapshot. 4 bytes an object. */
public final class ObjectPaths {
    private static final int UNKNOWN = -1;

    private final HeapGraph graph;
    private final RuntimeRules rules;
    private final OwnerTree owners;
    private final PathTrie trie;
    private final int[] paths;

    public ObjectPaths(Snapshot snapshot, PathTrie trie) {
        this.graph = snapshot.graph();
        this.rules = snapshot.rules();
        this.owners = snapshot.owners();
        this.trie = trie;
        paths = new int[graph.objectCount()];
        Arrays.fill(paths, UNKNOWN);
    }

    /** The path of an object that can be reached. */
    public int of(int object) {
        if (paths[object] != UNKNOWN) {
            return paths[object];
        }
        // Owner chains can be millions of objects long: no recursion.
        int[] chain = new int[16];
        int length = 0;
        int at = object;
        while (at != OwnerTree.NONE && paths[at] == UNKNOWN) {
            if (length == chain.length) {
                chain = Arrays.copyOf(chain, length * 2);
            }
            chain[length++] = at;
            at = owners.parent(at);
        }
        while (length > 0) {
            int next = chain[--length];
            paths[next] = step(next);
        }
        return paths[object];
    }

    /**
     * Whether an object that can be reached has a step of its own, and is no mere part of its
     * owner: what is the inside of one object may be known by a name to another.
     */
    public boolean hasStep(int object) {
        return !isPart(object, owners.parent(object));
    }

    /** Whether an object that can be reached lies in a slot of its owner, one among many. */
    public boolean isSlot(int object) {
        return trie.step(of(object)).name().equals(PathTrie.ANY);
    }

    private boolean isPart(int object, int parent) {
        return rules.isInternal(object)
                && (parent == OwnerTree.NONE || rules.isInsideOf(parent, object));
    }

    private int step(int object) {
        int parent = owners.parent(object);
        if (parent == OwnerTree.NONE) {
            return start(object);
        }
        if (isPart(object, parent)) {
            return paths[parent];
        }
        return step(parent, owners.reference(object), object);
    }

    /** The path of {@code to} as the target of that reference, whatever its owner is. */
    int step(int from, long reference, int to) {
        Owner owner = owners.owner(from);
        int above = owner == null ? of(from) : start(rules.labels(owner, reference));
        return trie.child(above, rules.stepName(from, reference), rules.typeName(to));
    }

    private int start(int object) {
        Owner owner = owners.owner(object);
        return owner == null ? PathTrie.ROOT : start(owner.labels());
    }

    private int start(List<String> labels) {
        int path = PathTrie.ROOT;
        for (String label : labels) {
            path = trie.child(path, label, "");
        }
        return path;
    }
}
