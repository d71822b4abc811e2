package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToLongBiFunction;

/**
 * Growth within one process: from each new object up to the first that was there before, what
 * disappeared by the same rule subtracted. An array whose elements are only replaced so comes to
 * nothing, however much is new in it.
 */
final class GrowthByIdentity {
    /** What gains so many entries in a step is a collection and not just an object. */
    private static final int HOLDS_MANY = 4;

    /** So many links for each entry above make a list and not a structure of that entry. */
    private static final int LIST = 20;

    /** Holders beyond these hold too little to matter. */
    private static final int MOST_CANDIDATES = 60;

    private final List<Snapshot> snapshots;
    private final List<Identities> identities;
    private final PathTrie trie = new PathTrie();
    private final List<ObjectPaths> paths = new ArrayList<>();
    private final List<Boundary> born = new ArrayList<>();
    private final List<Boundary> gone = new ArrayList<>();

    private GrowthByIdentity(List<Snapshot> snapshots, List<Identities> identities) {
        this.snapshots = snapshots;
        this.identities = identities;
        for (Snapshot snapshot : snapshots) {
            paths.add(new ObjectPaths(snapshot, trie));
        }
    }

    static Growth of(List<Snapshot> snapshots, List<Identities> identities) {
        GrowthByIdentity growth = new GrowthByIdentity(snapshots, identities);
        // From the end: what holds entries in a later step is a holder in an earlier one, too.
        for (int step = snapshots.size() - 2; step >= 0; step--) {
            growth.compare(step);
        }
        List<Accumulation> found =
                new Accumulations(
                                snapshots.getLast(),
                                new CensusByIdentity(snapshots, identities, growth.trie),
                                growth.trie,
                                growth.paths.getLast())
                        .of(growth.candidates());
        return new Growth(
                found,
                growth.net((tally, _) -> tally.allBytes(), 0),
                growth.net((tally, _) -> tally.asideBytes(), 0),
                true);
    }

    private void compare(int step) {
        Snapshot before = snapshots.get(step);
        Snapshot after = snapshots.get(step + 1);
        BitSet fresh = identities.get(step).unknownOf(after.graph());
        BitSet lost = identities.get(step + 1).unknownOf(before.graph());
        Renumbered.settle(
                Renumbered.Side.of(before, paths.get(step), lost),
                Renumbered.Side.of(after, paths.get(step + 1), fresh));
        Boundary added = Boundary.of(after, paths.get(step + 1), fresh, laterHolders(step + 1));
        added.addGrowthOfSurvivors(identities.get(step), before.graph());
        born.addFirst(added);
        gone.addFirst(Boundary.of(before, paths.get(step), lost, new BitSet()));
    }

    private BitSet laterHolders(int snapshot) {
        BitSet holders = new BitSet();
        for (Boundary later : born) {
            for (long id : later.holdersOf(HOLDS_MANY)) {
                int object = identities.get(snapshot).find(id);
                if (object != Identities.NONE) {
                    holders.set(object);
                }
            }
        }
        return holders;
    }

    private List<Candidate> candidates() {
        Map<Integer, Set<Integer>> entriesByHolder = new TreeMap<>();
        for (int path = 1; path < trie.size(); path++) {
            if (sum(net(Tally::entries, path)) > 0 && !isInsideOfEntries(path)) {
                entriesByHolder
                        .computeIfAbsent(holderOf(path), _ -> new LinkedHashSet<>())
                        .add(path);
            }
            if (sum(net(Tally::overhead, path)) > 0) {
                entriesByHolder.computeIfAbsent(path, _ -> new LinkedHashSet<>());
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        entriesByHolder.forEach((holder, entries) -> candidates.add(candidate(holder, entries)));
        candidates.removeIf(candidate -> candidate.totalBytes() <= 0);
        candidates.sort(
                Comparator.comparingLong((Candidate candidate) -> -candidate.totalBytes())
                        .thenComparing(candidate -> trie.steps(candidate.holder()).toString()));
        return candidates.subList(0, Math.min(MOST_CANDIDATES, candidates.size()));
    }

    /**
     * A list holds all of its links, the first one and the last, and not one of them the others.
     */
    private int holderOf(int entries) {
        int first = firstLink(entries);
        return hangsOnLink(entries) ? trie.parent(first) : first;
    }

    private boolean hangsOnLink(int entries) {
        int first = firstLink(entries);
        boolean hasOwner = !trie.step(trie.parent(first)).type().isEmpty();
        return hasOwner
                && isChain(entries)
                && trie.step(first).type().equals(trie.step(entries).type());
    }

    /** The path of the link that a chain begins with; of whatever holds other entries. */
    private int firstLink(int entries) {
        if (isChain(entries)) {
            int above = trie.parent(entries);
            for (int up = 0; up < PathTrie.LONGEST_CYCLE && above != PathTrie.ROOT; up++) {
                if (trie.step(above).type().equals(trie.step(entries).type())) {
                    return above;
                }
                above = trie.parent(above);
            }
        }
        return trie.parent(entries);
    }

    /** Short chains within each of the entries above are a part of those. */
    private boolean isInsideOfEntries(int path) {
        long above = sum(net(Tally::entries, firstLink(path)));
        return isChain(path) && above > 0 && sum(net(Tally::entries, path)) < LIST * above;
    }

    private Candidate candidate(int holder, Set<Integer> all) {
        List<Integer> entries = new ArrayList<>(all);
        entries.sort(
                Comparator.comparing(trie::isData)
                        .thenComparingLong(path -> -sum(net(Tally::bytes, path))));
        List<Long> bytes = net(Tally::overhead, holder);
        for (int path : entries) {
            bytes = plus(bytes, net(Tally::bytes, path));
        }
        // Keys of a Map come with its values: what is counted is objects, where there are any.
        List<Integer> counted =
                entries.stream()
                        .filter(path -> trie.isData(path) == trie.isData(entries.getFirst()))
                        .toList();
        List<Long> added = net((_, _) -> 0, 0);
        List<Long> removed = added;
        for (int path : counted) {
            added = plus(added, net(Tally::entries, path));
            removed = plus(removed, removed(path));
        }
        return new Candidate(
                holder,
                counted,
                added,
                removed,
                bytes,
                holderIds(holder, counted),
                counted.isEmpty() ? List.of() : born.getLast().samples(counted.getFirst()),
                counted.stream().anyMatch(this::isChain));
    }

    private boolean isChain(int path) {
        return born.stream().anyMatch(boundary -> boundary.isChain(path));
    }

    private Set<Long> holderIds(int holder, List<Integer> entries) {
        Set<Long> ids = new LinkedHashSet<>();
        for (int step = 0; step < born.size(); step++) {
            for (int path : entries) {
                ids.addAll(holderIds(path, born.get(step), step + 1));
                ids.addAll(holderIds(path, gone.get(step), step));
            }
            ids.addAll(born.get(step).grown(holder));
            ids.addAll(gone.get(step).grown(holder));
        }
        return ids;
    }

    private Set<Long> holderIds(int path, Boundary boundary, int snapshot) {
        return hangsOnLink(path)
                ? owners(boundary.holders(path), snapshot)
                : boundary.holders(path);
    }

    private Set<Long> owners(Set<Long> links, int snapshot) {
        HeapGraph graph = snapshots.get(snapshot).graph();
        Set<Long> ids = new LinkedHashSet<>();
        for (long link : links) {
            int owner =
                    snapshots.get(snapshot).owners().parent(identities.get(snapshot).find(link));
            if (owner != OwnerTree.NONE) {
                ids.add(graph.objectId(owner));
            }
        }
        return ids;
    }

    private List<Long> removed(int path) {
        return gone.stream().map(boundary -> boundary.tally().entries(path)).toList();
    }

    /** In each step what was added less what went away. */
    private List<Long> net(ToLongBiFunction<Tally, Integer> value, int path) {
        List<Long> net = new ArrayList<>();
        for (int step = 0; step < born.size(); step++) {
            net.add(
                    value.applyAsLong(born.get(step).tally(), path)
                            - value.applyAsLong(gone.get(step).tally(), path));
        }
        return net;
    }

    private static List<Long> plus(List<Long> a, List<Long> b) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            sum.add(a.get(i) + b.get(i));
        }
        return sum;
    }

    private static long sum(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sum();
    }
}
