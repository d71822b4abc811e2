package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.memory.KeptColumns;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/**
 * How many objects there are at each normalised path of one snapshot, and how large they are. Paths
 * are numbers of a trie that several snapshots share.
 */
public final class PathTotals {
    /** Of an index. */
    private static final String PART = "paths";

    private long[] counts = new long[1 << 10];
    private long[] contents = new long[1 << 10];
    private long[] shallowBytes = new long[1 << 10];
    private long[] retainedBytes = new long[1 << 10];

    /** End of the subtree of the last object of a path that no other object of it dominates. */
    private int[] coveredUntil = new int[1 << 10];

    private PathTotals() {}

    /**
     * The totals of a whole snapshot, from the index of its heap if they are there; what is the
     * runtime's own bookkeeping is left out. The insides of a collection add their bytes to it and
     * are not counted.
     */
    public static PathTotals of(
            Snapshot snapshot, PathTrie trie, DominatorTree dominators, RetainedSizes retained) {
        Index index = snapshot.graph().index();
        Optional<KeptColumns> kept = index.find(PART);
        if (kept.isPresent()) {
            PathTrie own = PathTrie.of(kept.get());
            return of(kept.get()).renumbered(trie.addAll(own));
        }
        PathTrie own = new PathTrie();
        PathTotals totals = sum(snapshot, own, dominators, retained);
        index.keep(PART, () -> totals.kept(own));
        return totals.renumbered(trie.addAll(own));
    }

    private ColumnList kept(PathTrie own) {
        ColumnList columns = new ColumnList();
        own.addTo(columns);
        return columns.addNumbers(counts)
                .addNumbers(contents)
                .addNumbers(shallowBytes)
                .addNumbers(retainedBytes);
    }

    private static PathTotals of(KeptColumns kept) {
        PathTotals totals = new PathTotals();
        totals.counts = kept.numbers();
        totals.contents = kept.numbers();
        totals.shallowBytes = kept.numbers();
        totals.retainedBytes = kept.numbers();
        return totals;
    }

    /** The totals by other numbers of the paths. */
    private PathTotals renumbered(int[] numbers) {
        PathTotals totals = new PathTotals();
        for (int path = 0; path < numbers.length; path++) {
            int number = numbers[path];
            totals.makeRoom(number);
            totals.counts[number] = count(path);
            totals.contents[number] = contents(path);
            totals.shallowBytes[number] = shallowBytes(path);
            totals.retainedBytes[number] = retainedBytes(path);
        }
        return totals;
    }

    private static PathTotals sum(
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
