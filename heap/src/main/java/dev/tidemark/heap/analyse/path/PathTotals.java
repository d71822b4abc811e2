package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import java.util.Arrays;
import java.util.BitSet;

/**
 * How many objects there are at each normalised path of one snapshot, and how large they are. Paths
 * are numbers of a trie that several snapshots share.
 */
public final class PathTotals {
    private long[] counts = new long[1 << 10];
    private long[] contents = new long[1 << 10];
    private long[] shallowBytes = new long[1 << 10];
    private long[] retainedBytes = new long[1 << 10];

    /** End of the subtree of the last object of a path that no other object of it dominates. */
    private int[] coveredUntil = new int[1 << 10];

    private PathTotals() {}

    /**
     * Adds up a whole snapshot; what is the runtime's own bookkeeping is left out. The insides of a
     * collection add their bytes to it and are not counted.
     */
    public static PathTotals of(
            Snapshot snapshot, PathTrie trie, DominatorTree dominators, RetainedSizes retained) {
        PathTotals totals = new PathTotals();
        ObjectPaths paths = new ObjectPaths(snapshot, trie);
        BitSet aside = snapshot.aside();
        for (int position = 0; position < dominators.reachableCount(); position++) {
            int object = dominators.objectAt(position);
            if (object == snapshot.graph().root() || aside.get(object)) {
                continue;
            }
            int path = paths.of(object);
            totals.makeRoom(path);
            totals.shallowBytes[path] += snapshot.graph().shallowSize(object);
            if (paths.hasStep(object)) {
                totals.counts[path]++;
                totals.contents[path] += snapshot.rules().contents(object);
            }
            if (position >= totals.coveredUntil[path]) {
                totals.retainedBytes[path] += retained.at(position);
                totals.coveredUntil[path] = position + dominators.subtreeSizeAt(position);
            }
        }
        return totals;
    }

    private void makeRoom(int path) {
        if (path >= counts.length) {
            int size = Math.max(path + 1, counts.length * 2);
            counts = Arrays.copyOf(counts, size);
            contents = Arrays.copyOf(contents, size);
            shallowBytes = Arrays.copyOf(shallowBytes, size);
            retainedBytes = Arrays.copyOf(retainedBytes, size);
            coveredUntil = Arrays.copyOf(coveredUntil, size);
        }
    }

    /** Objects at the path; 0 for a path that only other snapshots have. */
    public long count(int path) {
        return path < counts.length ? counts[path] : 0;
    }

    /** Bytes in use within the objects at the path, if their contents are bytes. */
    public long contents(int path) {
        return path < contents.length ? contents[path] : 0;
    }

    public long shallowBytes(int path) {
        return path < counts.length ? shallowBytes[path] : 0;
    }

    /** Bytes that the objects at the path retain together; one within another counts once. */
    public long retainedBytes(int path) {
        return path < counts.length ? retainedBytes[path] : 0;
    }
}
