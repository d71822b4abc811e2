package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All objects of several snapshots, summed up by their normalised paths. */
final class PathSums {
    private final PathTrie trie;
    private final List<SnapshotSums> snapshots;
    private final ObjectPaths lastPaths;

    /** For each snapshot the bytes of every path with all that lies below it. */
    private final List<long[]> below;

    PathSums(List<Snapshot> heaps, PathTrie trie) {
        this.trie = trie;
        snapshots = new ArrayList<>();
        for (Snapshot heap : heaps) {
            snapshots.add(SnapshotSums.of(heap).in(trie));
        }
        lastPaths = new ObjectPaths(heaps.getLast(), trie);
        below = snapshots.stream().map(sums -> withBelow(sums.tally())).toList();
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
        return snapshots.size();
    }

    ObjectPaths lastPaths() {
        return lastPaths;
    }

    /** Objects at the path. */
    long count(int snapshot, int path) {
        return snapshots.get(snapshot).tally().entries(path);
    }

    /** Bytes in use within the objects at the path, if their contents are bytes. */
    long contents(int snapshot, int path) {
        return snapshots.get(snapshot).tally().contents(path);
    }

    /** References that the collections at the path have, whoever owns what they lead to. */
    long slots(int snapshot, int path) {
        return snapshots.get(snapshot).tally().slots(path);
    }

    /**
     * Bytes in use within the arrays of numbers at the path in each snapshot, where a field beside
     * them counts that: one that never passes their length, and grows in each step. Of several the
     * one that is nearest to the length.
     */
    Optional<List<Long>> bytesInUse(int path) {
        return snapshots.getLast().arrayUse(path).keySet().stream()
                .sorted()
                .map(field -> snapshots.stream().map(sums -> sums.arrayUse(path, field)).toList())
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
        return snapshots.get(snapshot).tally().bytes(path);
    }

    long growthBelow(int path) {
        return below.getLast()[path] - below.getFirst()[path];
    }

    /** Some objects of a path, in the last snapshot. */
    List<Integer> samples(int path) {
        return snapshots.getLast().samples().getOrDefault(path, List.of());
    }

    List<Long> allBytes() {
        return snapshots.stream().map(sums -> sums.tally().allBytes()).toList();
    }

    List<Long> asideBytes() {
        return snapshots.stream().map(sums -> sums.tally().asideBytes()).toList();
    }

    /** For each snapshot the bytes of the paths that {@code region} numbers alike. */
    List<long[]> bytesByRegion(int[] region) {
        List<long[]> all = new ArrayList<>();
        for (SnapshotSums each : snapshots) {
            long[] sums = new long[trie.size()];
            for (int path = 1; path < region.length; path++) {
                sums[region[path]] += each.tally().bytes(path);
            }
            all.add(sums);
        }
        return all;
    }
}
