package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All objects of several snapshots, summed up by their normalised paths. */
final class PathSums {
    private final List<Snapshot> snapshots;
    private final PathTrie trie;
    private final List<Tally> tallies = new ArrayList<>();
    private final List<ArrayUse> arrayUses = new ArrayList<>();
    private final Map<Integer, Sample> lastObjects = new HashMap<>();
    private final ObjectPaths lastPaths;

    /** For each snapshot the bytes of every path with all that lies below it. */
    private final List<long[]> below;

    PathSums(List<Snapshot> snapshots, PathTrie trie) {
        this.snapshots = snapshots;
        this.trie = trie;
        ObjectPaths paths = new ObjectPaths(snapshots.getFirst(), trie);
        for (Snapshot snapshot : snapshots) {
            paths = new ObjectPaths(snapshot, trie);
            tallies.add(sumUp(snapshot, paths));
        }
        lastPaths = paths;
        below = tallies.stream().map(this::withBelow).toList();
    }

    private Tally sumUp(Snapshot snapshot, ObjectPaths paths) {
        boolean last = tallies.size() == snapshots.size() - 1;
        RuntimeRules rules = snapshot.rules();
        OwnerTree owners = snapshot.owners();
        Tally tally = new Tally();
        ArrayUse arrayUse = new ArrayUse(rules);
        arrayUses.add(arrayUse);
        BitSet aside = snapshot.aside();
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            long size = snapshot.graph().shallowSize(object) + rules.externalBytes(object);
            if (aside.get(object)) {
                tally.addAside(size);
                continue;
            }
            int path = paths.of(object);
            tally.addBytes(path, size);
            tally.addSlots(path, rules.slots(object));
            arrayUse.add(path, object, owners.parent(object));
            if (paths.hasStep(object)) {
                tally.addEntry(path);
                tally.addContents(path, rules.contents(object));
                if (last) {
                    lastObjects.computeIfAbsent(path, _ -> new Sample()).add(object);
                }
            }
        }
        return tally;
    }

    private long[] withBelow(Tally tally) {
        long[] sums = new long[trie.size()];
        // A path is made after the one above it, so its number is higher.
        for (int path = sums.length - 1; path > 0; path--) {
            sums[path] += tally.bytes(path);
            sums[trie.parent(path)] += sums[path];
        }
        return sums;
    }

    int snapshotCount() {
        return tallies.size();
    }

    ObjectPaths lastPaths() {
        return lastPaths;
    }

    /** Objects at the path. */
    long count(int snapshot, int path) {
        return tallies.get(snapshot).entries(path);
    }

    /** Bytes in use within the objects at the path, if their contents are bytes. */
    long contents(int snapshot, int path) {
        return tallies.get(snapshot).contents(path);
    }

    /** References that the collections at the path have, whoever owns what they lead to. */
    long slots(int snapshot, int path) {
        return tallies.get(snapshot).slots(path);
    }

    /**
     * Bytes in use within the arrays of numbers at the path in each snapshot, where a field beside
     * them counts that: one that never passes their length, and grows in each step. Of several the
     * one that is nearest to the length.
     */
    Optional<List<Long>> bytesInUse(int path) {
        return arrayUses.getLast().fields(path).stream()
                .map(field -> arrayUses.stream().map(use -> use.bytes(path, field)).toList())
                .filter(PathSums::isRising)
                .max(Comparator.comparingLong(List::getLast));
    }

    private static boolean isRising(List<Long> values) {
        for (int i = 1; i < values.size(); i++) {
            if (values.get(i - 1) < 0 || values.get(i) <= values.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    long bytes(int snapshot, int path) {
        return tallies.get(snapshot).bytes(path);
    }

    long growthBelow(int path) {
        return below.getLast()[path] - below.getFirst()[path];
    }

    /** Some objects of a path, in the last snapshot. */
    List<Integer> samples(int path) {
        Sample sample = lastObjects.get(path);
        return sample == null ? List.of() : sample.objects();
    }

    List<Long> allBytes() {
        return tallies.stream().map(Tally::allBytes).toList();
    }

    List<Long> asideBytes() {
        return tallies.stream().map(Tally::asideBytes).toList();
    }

    /** For each snapshot the bytes of the paths that {@code region} numbers alike. */
    List<long[]> bytesByRegion(int[] region) {
        List<long[]> all = new ArrayList<>();
        for (Tally tally : tallies) {
            long[] sums = new long[trie.size()];
            for (int path = 1; path < region.length; path++) {
                sums[region[path]] += tally.bytes(path);
            }
            all.add(sums);
        }
        return all;
    }
}
