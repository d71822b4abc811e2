package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Growth across processes, where ids say nothing: all objects of a snapshot are summed up by their
 * normalised paths, and the sums are compared. What accumulates is the topmost path that grows
 * while the path above it does not; everything below belongs to it.
 */
final class GrowthByPath implements Census {
    private static final int SAMPLES = 24;
    private static final int MOST_CANDIDATES = 60;

    /** A holder that grows by less than this part of what its entries grow by stands still. */
    private static final double STANDS_STILL = 0.05;

    private final List<Snapshot> snapshots;
    private final PathTrie trie = new PathTrie();
    private final List<Tally> tallies = new ArrayList<>();
    private final Map<Integer, List<Integer>> lastObjects = new TreeMap<>();
    private final ObjectPaths lastPaths;

    private GrowthByPath(List<Snapshot> snapshots) {
        this.snapshots = snapshots;
        ObjectPaths paths = new ObjectPaths(snapshots.getFirst(), trie);
        for (Snapshot snapshot : snapshots) {
            paths = new ObjectPaths(snapshot, trie);
            tallies.add(sumUp(snapshot, paths));
        }
        lastPaths = paths;
    }

    static Growth of(List<Snapshot> snapshots) {
        GrowthByPath growth = new GrowthByPath(snapshots);
        List<Candidate> candidates = growth.candidates();
        return new Growth(
                new Accumulations(snapshots.getLast(), growth, growth.trie, growth.lastPaths)
                        .of(candidates),
                steps(growth.tallies.stream().map(Tally::allBytes).toList()),
                steps(growth.tallies.stream().map(Tally::asideBytes).toList()),
                false);
    }

    private Tally sumUp(Snapshot snapshot, ObjectPaths paths) {
        boolean last = tallies.size() == snapshots.size() - 1;
        Tally tally = new Tally();
        BitSet aside = new BitSet();
        for (int i = 0; i < snapshot.owners().reachedCount(); i++) {
            int object = snapshot.owners().inOrder(i);
            int parent = snapshot.owners().parent(object);
            long size = snapshot.graph().shallowSize(object);
            if (snapshot.rules().isBookkeeping(object)
                    || (parent != OwnerTree.NONE && aside.get(parent))) {
                aside.set(object);
                tally.addAside(size);
            } else if (snapshot.rules().isInternal(object)) {
                tally.addBytes(paths.of(object), size);
            } else {
                tally.addEntry(paths.of(object));
                tally.addBytes(paths.of(object), size);
                if (last) {
                    sample(paths.of(object), object);
                }
            }
        }
        return tally;
    }

    private void sample(int path, int object) {
        List<Integer> some = lastObjects.computeIfAbsent(path, _ -> new ArrayList<>());
        if (some.size() < SAMPLES) {
            some.add(object);
        }
    }

    private List<Candidate> candidates() {
        Map<Integer, Set<Integer>> entriesByHolder = new TreeMap<>();
        BitSet explained = new BitSet();
        List<List<Long>> below = bytesWithBelow();
        for (int path = 1; path < trie.size(); path++) {
            int holder = trie.parent(path);
            if (explained.get(holder)) {
                explained.set(path);
            } else if (accumulates(path, holder)) {
                explained.set(path);
                entriesByHolder.computeIfAbsent(holder, _ -> new LinkedHashSet<>()).add(path);
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        entriesByHolder.forEach(
                (holder, entries) -> candidates.add(candidate(holder, entries, below)));
        candidates.removeIf(candidate -> candidate.totalBytes() <= 0);
        candidates.sort(
                Comparator.comparingLong((Candidate candidate) -> -candidate.totalBytes())
                        .thenComparing(candidate -> trie.steps(candidate.holder()).toString()));
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    private boolean accumulates(int path, int holder) {
        long growth = growth(path);
        return growth > 0 && growth(holder) <= STANDS_STILL * growth && !isOneForEach(path, holder);
    }

    /** A field of each holder: there can be no more of them than there are holders. */
    private boolean isOneForEach(int path, int holder) {
        return !trie.step(path).name().equals(PathTrie.ANY)
                && tallies.getLast().entries(path)
                        <= Math.max(1, tallies.getLast().entries(holder));
    }

    private long growth(int path) {
        return tallies.getLast().entries(path) - tallies.getFirst().entries(path);
    }

    /** For each snapshot the bytes of every path with all that lies below it. */
    private List<List<Long>> bytesWithBelow() {
        List<List<Long>> all = new ArrayList<>();
        for (Tally tally : tallies) {
            long[] sums = new long[trie.size()];
            // A path is made after the one above it, so its number is higher.
            for (int path = sums.length - 1; path > 0; path--) {
                sums[path] += tally.bytes(path);
                sums[trie.parent(path)] += sums[path];
            }
            all.add(java.util.Arrays.stream(sums).boxed().toList());
        }
        return all;
    }

    private Candidate candidate(int holder, Set<Integer> entries, List<List<Long>> below) {
        List<Integer> sorted = new ArrayList<>(entries);
        sorted.sort(
                Comparator.comparing((Integer path) -> trie.isData(path))
                        .thenComparingLong(path -> -growth(path)));
        List<Integer> counted =
                sorted.stream()
                        .filter(path -> trie.isData(path) == trie.isData(sorted.getFirst()))
                        .toList();
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < tallies.size(); i++) {
            long sum = tallies.get(i).bytes(holder);
            for (int path : entries) {
                sum += below.get(i).get(path);
            }
            bytes.add(sum);
        }
        List<Long> removed = steps(bytes).stream().map(_ -> 0L).toList();
        return new Candidate(
                holder,
                counted,
                steps(counts(counted)),
                removed,
                steps(bytes),
                Set.of(),
                lastObjects.getOrDefault(counted.getFirst(), List.of()),
                false);
    }

    private List<Long> counts(List<Integer> entries) {
        return tallies.stream()
                .map(tally -> entries.stream().mapToLong(tally::entries).sum())
                .toList();
    }

    private static List<Long> steps(List<Long> values) {
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < values.size(); i++) {
            steps.add(values.get(i) - values.get(i - 1));
        }
        return steps;
    }

    @Override
    public List<Long> counts(Candidate candidate) {
        return counts(candidate.entries());
    }

    @Override
    public List<Long> holderBytes(Candidate candidate) {
        return tallies.stream().map(tally -> tally.bytes(candidate.holder())).toList();
    }

    @Override
    public List<Integer> holders(Candidate candidate) {
        return lastObjects.getOrDefault(candidate.holder(), List.of());
    }
}
