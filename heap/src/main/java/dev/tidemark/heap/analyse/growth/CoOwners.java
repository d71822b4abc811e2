package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who else would keep the entries of an accumulation alive. Samples of its entries are looked up
 * among the targets of all references once; a holder counts when it refers to most of them from
 * outside of what they own themselves.
 */
final class CoOwners {
    private static final double MOST = 0.6;

    /** An entry that refers back to itself does so within fewer steps than this. */
    private static final int INSIDE = 64;

    private final HeapGraph graph;
    private final RuntimeRules rules;
    private final OwnerTree owners;
    private final ObjectPaths paths;
    private final PathTrie trie;

    private CoOwners(Snapshot snapshot, ObjectPaths paths, PathTrie trie) {
        this.graph = snapshot.graph();
        this.rules = snapshot.rules();
        this.owners = snapshot.owners();
        this.paths = paths;
        this.trie = trie;
    }

    /** For each candidate the paths of its other holders. */
    static List<Set<Integer>> of(
            Snapshot last, ObjectPaths paths, PathTrie trie, List<Candidate> candidates) {
        CoOwners search = new CoOwners(last, paths, trie);
        Set<Integer> wanted = new HashSet<>();
        candidates.forEach(candidate -> wanted.addAll(candidate.samples()));
        Map<Integer, List<Integer>> retainers = search.retainers(wanted);
        List<Set<Integer>> all = new ArrayList<>();
        for (Candidate candidate : candidates) {
            all.add(search.of(candidate, retainers));
        }
        return all;
    }

    private Map<Integer, List<Integer>> retainers(Set<Integer> wanted) {
        java.util.BitSet targets = new java.util.BitSet(graph.objectCount());
        wanted.forEach(targets::set);
        Map<Integer, List<Integer>> retainers = new HashMap<>();
        for (int from = 0; from < graph.objectCount(); from++) {
            long end = graph.firstReference(from + 1);
            for (long reference = graph.firstReference(from); reference < end; reference++) {
                int target = graph.target(reference);
                if (targets.get(target) && graph.retains(reference)) {
                    retainers.computeIfAbsent(target, _ -> new ArrayList<>()).add(from);
                }
            }
        }
        return retainers;
    }

    private Set<Integer> of(Candidate candidate, Map<Integer, List<Integer>> retainers) {
        Map<Integer, Set<Integer>> coveredBy = new TreeMap<>();
        for (int entry : candidate.samples()) {
            for (int retainer : retainers.getOrDefault(entry, List.of())) {
                int path = coOwnerPath(entry, retainer, candidate);
                if (path != PathTrie.ROOT) {
                    coveredBy.computeIfAbsent(path, _ -> new HashSet<>()).add(entry);
                }
            }
        }
        Set<Integer> found = new LinkedHashSet<>();
        coveredBy.forEach((path, entries) -> {
            if (entries.size() >= MOST * candidate.samples().size()) {
                found.add(path);
            }
        });
        return found;
    }

    /** The path of a retainer that stands on its own, or the root. */
    private int coOwnerPath(int entry, int retainer, Candidate candidate) {
        if (rules.isBookkeeping(retainer)
                || rules.isRootGroup(retainer)
                || owners.parent(entry) == retainer) {
            return PathTrie.ROOT;
        }
        int at = retainer;
        for (int up = 0; up < INSIDE && at != OwnerTree.NONE; up++) {
            if (at == entry || rules.isBookkeeping(at)) {
                return PathTrie.ROOT;
            }
            at = owners.parent(at);
        }
        if (owners.parent(retainer) == OwnerTree.NONE && owners.owner(retainer) == null) {
            return PathTrie.ROOT;
        }
        int path = paths.of(retainer);
        boolean sameHolder = path == candidate.holder();
        return sameHolder || isBelow(path, candidate.entries()) ? PathTrie.ROOT : path;
    }

    private boolean isBelow(int path, List<Integer> entries) {
        for (int at = path; at != PathTrie.ROOT; at = trie.parent(at)) {
            if (entries.contains(at)) {
                return true;
            }
        }
        return false;
    }
}
