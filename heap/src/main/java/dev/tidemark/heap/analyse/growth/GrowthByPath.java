package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Growth where ids say nothing: between processes, and in a JVM, whose collector moves objects. All
 * objects of a snapshot are summed up by their normalised paths, and the sums are compared.
 */
final class GrowthByPath implements Census {
    private static final int MOST_CANDIDATES = 60;

    private final PathTrie trie = new PathTrie();
    private final PathSums sums;

    private GrowthByPath(List<Snapshot> snapshots) {
        sums = new PathSums(snapshots, trie);
    }

    static Growth of(List<Snapshot> snapshots) {
        GrowthByPath growth = new GrowthByPath(snapshots);
        return new Growth(
                new Accumulations(snapshots.getLast(), growth, growth.trie, growth.sums.lastPaths())
                        .of(growth.candidates()),
                steps(growth.sums.allBytes()),
                steps(growth.sums.asideBytes()),
                false);
    }

    private List<Candidate> candidates() {
        Regions regions = Regions.of(trie, sums);
        List<long[]> bytes = sums.bytesByRegion(regions.byPath());
        List<Candidate> candidates = new ArrayList<>();
        regions.entriesByHolder()
                .forEach((holder, entries) -> candidates.add(candidate(holder, entries, bytes)));
        regions.growingContents().forEach(path -> candidates.add(contents(path)));
        candidates.removeIf(candidate -> candidate.totalBytes() <= 0);
        candidates.sort(
                Comparator.comparingLong((Candidate candidate) -> -candidate.totalBytes())
                        .thenComparing(candidate -> trie.steps(candidate.holder()).toString()));
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    private Candidate candidate(int holder, Set<Integer> entries, List<long[]> bytesByRegion) {
        int last = sums.snapshotCount() - 1;
        List<Integer> sorted = new ArrayList<>(entries);
        sorted.sort(
                Comparator.comparing((Integer path) -> trie.isData(path))
                        .thenComparingLong(path -> sums.count(0, path) - sums.count(last, path)));
        List<Integer> counted =
                sorted.stream()
                        .filter(path -> trie.isData(path) == trie.isData(sorted.getFirst()))
                        .toList();
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i <= last; i++) {
            long sum = entries.contains(holder) ? 0 : sums.bytes(i, holder);
            for (int path : entries) {
                sum += bytesByRegion.get(i)[path];
            }
            bytes.add(sum);
        }
        return candidate(holder, counted, steps(counts(counted)), steps(bytes));
    }

    private Candidate contents(int path) {
        List<Long> used = eachSnapshot(i -> sums.contents(i, path));
        return candidate(path, List.of(), steps(used), steps(used));
    }

    private Candidate candidate(
            int holder, List<Integer> entries, List<Long> added, List<Long> bytes) {
        List<Long> removed = added.stream().map(_ -> 0L).toList();
        List<Integer> samples = entries.isEmpty() ? List.of() : sums.samples(entries.getFirst());
        return new Candidate(holder, entries, added, removed, bytes, Set.of(), samples, false);
    }

    private List<Long> counts(List<Integer> entries) {
        return eachSnapshot(i -> entries.stream().mapToLong(path -> sums.count(i, path)).sum());
    }

    private List<Long> eachSnapshot(java.util.function.IntToLongFunction value) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < sums.snapshotCount(); i++) {
            values.add(value.applyAsLong(i));
        }
        return values;
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
        return candidate.entries().isEmpty()
                ? eachSnapshot(i -> sums.contents(i, candidate.holder()))
                : counts(candidate.entries());
    }

    @Override
    public List<Long> holderBytes(Candidate candidate) {
        return eachSnapshot(i -> sums.bytes(i, candidate.holder()));
    }

    @Override
    public List<Integer> holders(Candidate candidate) {
        return sums.samples(candidate.holder());
    }

    @Override
    public HeapPath.Step contents() {
        return new HeapPath.Step("contents", "bytes");
    }
}
