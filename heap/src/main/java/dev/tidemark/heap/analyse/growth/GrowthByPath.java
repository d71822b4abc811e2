package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Growth where ids say nothing: between processes, and in a JVM, whose collector moves objects. All
 * objects of a snapshot are summed up by their normalised paths, and the sums are compared.
 */
final class GrowthByPath implements Census {
    private static final int MOST_CANDIDATES = 60;

    private final PathTrie trie = new PathTrie();
    private final PathSums sums;
    private final Snapshot newest;

    /** What grows at the paths that hold more and own no entries. */
    private final Map<Integer, Measure> measures = new HashMap<>();

    /** A number that grows, and what it counts. */
    private record Measure(List<Long> values, HeapPath.Step of) {}

    private GrowthByPath(List<Snapshot> snapshots) {
        sums = new PathSums(snapshots, trie);
        newest = snapshots.getLast();
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
        Waiting waiting = new Waiting(trie, sums);
        List<Candidate> candidates = new ArrayList<>();
        regions.entriesByHolder()
                .forEach((holder, entries) -> {
                    Set<Integer> all = new TreeSet<>(entries);
                    waiting.before(holder, entries).ifPresent(all::add);
                    candidates.add(candidate(holder, all, bytes));
                });
        regions.growingContents().forEach(path -> candidates.add(contents(path)));
        regions.growingSlots().forEach(path -> candidates.add(slots(path)));
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
        List<Integer> samples = sums.samples(counted.getFirst());
        return candidate(holder, counted, samples, steps(counts(holder, counted)), steps(bytes));
    }

    private Candidate contents(int path) {
        List<Long> used =
                sums.bytesInUse(path).orElseGet(() -> eachSnapshot(i -> sums.contents(i, path)));
        measures.put(path, new Measure(used, new HeapPath.Step("contents", "bytes")));
        return candidate(path, List.of(), List.of(), steps(used), steps(used));
    }

    /** References to what is owned elsewhere: the bytes are those of the slots. */
    private Candidate slots(int path) {
        List<Long> slots = eachSnapshot(i -> sums.slots(i, path));
        List<Integer> targets = ofOneType(new Population(newest).targets(sums.samples(path)));
        String type = targets.isEmpty() ? "" : newest.rules().typeName(targets.getFirst());
        measures.put(path, new Measure(slots, new HeapPath.Step(PathTrie.ANY, type)));
        List<Long> bytes = eachSnapshot(i -> sums.bytes(i, path));
        return candidate(path, List.of(), targets, steps(slots), steps(bytes));
    }

    /** Those of the type with most objects: all entries may share a key, or a lock. */
    private List<Integer> ofOneType(List<Integer> targets) {
        Map<String, Set<Integer>> byType = new TreeMap<>();
        targets.forEach(target ->
                byType.computeIfAbsent(newest.rules().typeName(target), _ -> new TreeSet<>())
                        .add(target));
        return byType.values().stream()
                .max(Comparator.comparingInt(Set::size))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static Candidate candidate(
            int holder,
            List<Integer> entries,
            List<Integer> samples,
            List<Long> added,
            List<Long> bytes) {
        List<Long> removed = added.stream().map(_ -> 0L).toList();
        return new Candidate(holder, entries, added, removed, bytes, Set.of(), samples, false);
    }

    /** What is in the slots of the holder: keys and values of one type are one entry together. */
    private List<Long> counts(int holder, List<Integer> entries) {
        boolean areSlots =
                entries.stream()
                        .allMatch(path ->
                                trie.parent(path) == holder
                                        && trie.step(path).name().equals(PathTrie.ANY));
        return eachSnapshot(i -> {
            long objects = entries.stream().mapToLong(path -> sums.count(i, path)).sum();
            long slots = areSlots ? sums.slots(i, holder) : 0;
            return slots == 0 ? objects : Math.min(objects, slots);
        });
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
                ? measure(candidate).values()
                : counts(candidate.holder(), candidate.entries());
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
    public HeapPath.Step contents(Candidate candidate) {
        return measure(candidate).of();
    }

    private Measure measure(Candidate candidate) {
        return Objects.requireNonNull(measures.get(candidate.holder()));
    }
}
