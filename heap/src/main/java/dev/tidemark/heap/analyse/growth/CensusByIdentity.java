package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.HeapPath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Looks the same holders up in every snapshot by their ids, and counts their slots. */
final class CensusByIdentity implements Census {
    private final List<Snapshot> snapshots;
    private final List<Identities> identities;
    private final PathTrie trie;

    CensusByIdentity(List<Snapshot> snapshots, List<Identities> identities, PathTrie trie) {
        this.snapshots = snapshots;
        this.identities = identities;
        this.trie = trie;
    }

    @Override
    public List<Integer> holders(Candidate candidate) {
        return List.copyOf(holdersIn(snapshots.size() - 1, candidate));
    }

    private Set<Integer> holdersIn(int snapshot, Candidate candidate) {
        Set<Integer> objects = new LinkedHashSet<>();
        for (long id : candidate.holderIds()) {
            int object = identities.get(snapshot).find(id);
            if (object != Identities.NONE) {
                objects.add(object);
            }
        }
        return objects;
    }

    @Override
    public List<Long> counts(Candidate candidate) {
        Set<String> types = new HashSet<>();
        candidate.entries().forEach(path -> types.add(trie.step(path).type()));
        Deque<Long> counts = new ArrayDeque<>();
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            Set<Integer> holders = holdersIn(i, candidate);
            counts.addFirst(
                    holders.isEmpty() && isHeldByAnother(candidate) && !counts.isEmpty()
                            ? Math.max(0, counts.getFirst() - candidate.added().get(i))
                            : count(snapshots.get(i), holders, types, candidate.isChain()));
        }
        return List.copyOf(counts);
    }

    /**
     * Whether the same things may be held by an object of another id before: a chain that grows at
     * its head by a new one after each change, others by one that is numbered anew.
     */
    private boolean isHeldByAnother(Candidate candidate) {
        HeapGraph last = snapshots.getLast().graph();
        List<Integer> now = holders(candidate);
        return !now.isEmpty()
                && (candidate.isChain()
                        || now.stream().allMatch(holder -> Renumbered.mayBe(last, holder)));
    }

    @Override
    public List<Long> holderBytes(Candidate candidate) {
        List<Long> bytes = new ArrayList<>();
        for (int i = 0; i < snapshots.size(); i++) {
            Population population = new Population(snapshots.get(i));
            bytes.add(holdersIn(i, candidate).stream().mapToLong(population::bytes).sum());
        }
        return bytes;
    }

    private static long count(
            Snapshot snapshot, Set<Integer> holders, Set<String> types, boolean isChain) {
        if (isChain) {
            return ChainLinks.count(snapshot, holders, types);
        }
        Population population = new Population(snapshot);
        return holders.stream().mapToLong(holder -> population.slots(holder, types)).sum();
    }

    @Override
    public HeapPath.Step contents(Candidate candidate) {
        return new HeapPath.Step("", "");
    }
}
