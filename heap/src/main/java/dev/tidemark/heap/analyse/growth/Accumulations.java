package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Completes candidates: counts them in every snapshot and finds who else holds the same things. */
final class Accumulations {
    private final Snapshot last;
    private final Census census;
    private final PathTrie trie;
    private final ObjectPaths lastPaths;

    Accumulations(Snapshot last, Census census, PathTrie trie, ObjectPaths lastPaths) {
        this.last = last;
        this.census = census;
        this.trie = trie;
        this.lastPaths = lastPaths;
    }

    List<Accumulation> of(List<Candidate> candidates) {
        List<Set<Integer>> coOwners = CoOwners.of(last, lastPaths, trie, candidates);
        Map<Integer, Integer> mergedInto = merge(candidates, coOwners);
        Map<Integer, List<Integer>> parts = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            parts.computeIfAbsent(mergedInto.getOrDefault(i, i), _ -> new ArrayList<>()).add(i);
        }
        List<Accumulation> all = new ArrayList<>();
        parts.values()
                .forEach(cause ->
                        all.add(
                                accumulation(
                                        candidates, main(candidates, cause), cause, coOwners)));
        all.sort(java.util.Comparator.comparingLong(a -> -a.totalBytes()));
        return all;
    }

    /**
     * Where one candidate holds the entries of another, both are one cause. Candidates come largest
     * first.
     */
    private Map<Integer, Integer> merge(List<Candidate> candidates, List<Set<Integer>> coOwners) {
        Map<Integer, Integer> mergedInto = new LinkedHashMap<>();
        for (int larger = 0; larger < candidates.size(); larger++) {
            for (int smaller = larger + 1; smaller < candidates.size(); smaller++) {
                if (!mergedInto.containsKey(larger)
                        && !mergedInto.containsKey(smaller)
                        && (holdsEntriesOf(candidates.get(smaller), coOwners.get(larger))
                                || holdsEntriesOf(candidates.get(larger), coOwners.get(smaller)))) {
                    mergedInto.put(smaller, larger);
                }
            }
        }
        return mergedInto;
    }

    /** The part that says what the things are: a map of the same objects may own only its keys. */
    private int main(List<Candidate> candidates, List<Integer> cause) {
        return cause.stream()
                .filter(part -> !candidates.get(part).entries().isEmpty())
                .filter(part -> !trie.isData(candidates.get(part).entries().getFirst()))
                .findFirst()
                .orElse(cause.getFirst());
    }

    private boolean holdsEntriesOf(Candidate other, Set<Integer> coOwners) {
        return coOwners.contains(other.holder())
                || coOwners.stream().anyMatch(path -> isWithin(path, other.entries()));
    }

    private boolean isWithin(int path, List<Integer> entries) {
        for (int at = path; at != PathTrie.ROOT; at = trie.parent(at)) {
            if (entries.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private Accumulation accumulation(
            List<Candidate> candidates,
            int main,
            List<Integer> cause,
            List<Set<Integer>> coOwners) {
        Candidate candidate = candidates.get(main);
        List<HeapPath.Step> raw = trie.steps(candidate.holder());
        HeapPath.Step entry =
                candidate.entries().isEmpty()
                        ? census.contents(candidate)
                        : trie.step(candidate.entries().getFirst());
        List<Integer> samples = candidate.samples();
        Set<HeapPath> others = new LinkedHashSet<>();
        for (int path : coOwners.get(main)) {
            others.add(last.rules().readable(trie.steps(holderOf(path, candidates, cause))));
        }
        return new Accumulation(
                last.rules().readable(raw),
                raw.isEmpty() ? "" : raw.getLast().type(),
                entry,
                samples.isEmpty() ? entry.type() : shownType(last, samples.getFirst()),
                census.counts(candidate),
                census.holderBytes(candidate),
                candidate.added(),
                candidate.removed(),
                bytes(candidates, cause),
                raw,
                census.holders(candidate),
                samples,
                List.copyOf(others),
                waitingIn(candidate));
    }

    private List<HeapPath> waitingIn(Candidate candidate) {
        return candidate.entries().stream()
                .filter(path -> !isWithin(path, List.of(candidate.holder())))
                .map(path -> last.rules().readable(trie.steps(trie.parent(path))))
                .toList();
    }

    /** What is inside of something that accumulates elsewhere is held by what holds that. */
    private int holderOf(int path, List<Candidate> candidates, List<Integer> cause) {
        for (int part : cause) {
            if (isWithin(path, candidates.get(part).entries())) {
                return candidates.get(part).holder();
            }
        }
        return path;
    }

    private static String shownType(Snapshot snapshot, int object) {
        String type = snapshot.rules().typeName(object);
        return type.equals("Object")
                ? snapshot.graph().typeName(snapshot.graph().typeOf(object))
                : type;
    }

    private static List<Long> bytes(List<Candidate> candidates, List<Integer> cause) {
        long[] sum = new long[candidates.getFirst().bytes().size()];
        for (int part : cause) {
            for (int step = 0; step < sum.length; step++) {
                sum[step] += candidates.get(part).bytes().get(step);
            }
        }
        return java.util.Arrays.stream(sum).boxed().toList();
    }
}
