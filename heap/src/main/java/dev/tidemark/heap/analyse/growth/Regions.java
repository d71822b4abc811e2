package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.PathTrie;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds where things accumulate, by the sums of their paths. A path accumulates when it has more
 * objects than the growth of the path above it explains: with a third more sessions, a third more
 * names of sessions are expected. Everything below belongs to it, unless most of that hangs on a
 * holder further down which was there before: then that one is the cause.
 */
final class Regions {
    /** So much of a path's growth must be its own, and not that of what is above it. */
    private static final double OWN = 0.5;

    /** So much of the bytes must lie below a holder further down to make it the cause. */
    private static final double MOST_BYTES = 0.5;

    /** With so many entries each, holders are lists, and not objects with a few parts. */
    private static final int LONG_LIST = 50;

    private final PathTrie trie;
    private final PathSums sums;
    private final int last;

    /** For each path the accumulating one that it belongs to, or the root. */
    private final int[] region;

    private final Map<Integer, Set<Integer>> entriesByHolder = new TreeMap<>();
    private final Set<Integer> growingContents = new TreeSet<>();
    private final Set<Integer> growingSlots = new TreeSet<>();

    private Regions(PathTrie trie, PathSums sums) {
        this.trie = trie;
        this.sums = sums;
        last = sums.snapshotCount() - 1;
        region = new int[trie.size()];
    }

    static Regions of(PathTrie trie, PathSums sums) {
        Regions regions = new Regions(trie, sums);
        // Paths above others come first.
        for (int path = 1; path < trie.size(); path++) {
            regions.visit(path);
        }
        regions.joinEndsOfLists();
        regions.findGrowingSlots();
        return regions;
    }

    /** The region of each path: the number of the path that accumulates there, or the root. */
    int[] byPath() {
        return region;
    }

    /** The paths that accumulate, by the path that holds them. */
    Map<Integer, Set<Integer>> entriesByHolder() {
        return entriesByHolder;
    }

    /** Paths of objects that do not become more, and hold more and more bytes. */
    Set<Integer> growingContents() {
        return growingContents;
    }

    /** Paths of collections that get more and more references to what is owned elsewhere. */
    Set<Integer> growingSlots() {
        return growingSlots;
    }

    private void visit(int path) {
        int holder = trie.parent(path);
        int above = region[holder];
        region[path] = above;
        if (accumulates(path, holder) && (above == PathTrie.ROOT || isCause(path, above))) {
            int entry = slotOfGrowth(path);
            region[path] = entry;
            // What starts at a root has no holder but itself: the threads of a pool.
            int named = trie.parent(entry) == PathTrie.ROOT ? entry : trie.parent(entry);
            entriesByHolder.computeIfAbsent(named, _ -> new TreeSet<>()).add(entry);
        } else if (above == PathTrie.ROOT && hasGrowingContents(path)) {
            region[path] = path;
            growingContents.add(path);
        }
    }

    /**
     * A list that is linked both ways hangs on its first link and on its last one, about half of it
     * on each: what has both ends holds it all.
     */
    private void joinEndsOfLists() {
        Map<Integer, Set<Integer>> endsByOwner = new TreeMap<>();
        entriesByHolder.forEach((path, entries) -> {
            if (isEndOfList(path, entries)) {
                endsByOwner.computeIfAbsent(trie.parent(path), _ -> new TreeSet<>()).add(path);
            }
        });
        endsByOwner.forEach((owner, ends) -> {
            for (int end : ends) {
                if (ends.stream().anyMatch(other -> other != end && isSameType(other, end))) {
                    Set<Integer> links = Objects.requireNonNull(entriesByHolder.remove(end));
                    entriesByHolder.computeIfAbsent(owner, _ -> new TreeSet<>()).addAll(links);
                }
            }
        });
    }

    /** Whether what accumulates at the path is more of its own kind, in a field of an object. */
    private boolean isEndOfList(int path, Set<Integer> entries) {
        return !trie.step(trie.parent(path)).type().isEmpty()
                && !trie.step(path).name().equals(PathTrie.ANY)
                && entries.stream().allMatch(entry -> entry != path && isSameType(entry, path));
    }

    private boolean isSameType(int path, int other) {
        return trie.step(path).type().equals(trie.step(other).type());
    }

    private boolean accumulates(int path, int holder) {
        int first = firstWith(holder);
        long growth = sums.count(last, path) - sums.count(first, path);
        if (first == last || growth <= 0 || isOneForEach(path, holder)) {
            return false;
        }
        return growth - expected(path, holder, first) > OWN * growth;
    }

    /**
     * A field that there are more of, because what it leads to keeps more of its own kind, grows by
     * the slots in which that is kept.
     */
    private int slotOfGrowth(int path) {
        int slot = trie.slotBeforeRepetition(path);
        boolean isField = !trie.step(path).name().equals(PathTrie.ANY);
        return slot != PathTrie.ROOT && isField && growth(slot) > OWN * growth(path) ? slot : path;
    }

    private long growth(int path) {
        return sums.count(last, path) - sums.count(0, path);
    }

    /** The first snapshot that has the path at all: what is new cannot have grown before. */
    private int firstWith(int path) {
        int first = 0;
        while (path != PathTrie.ROOT && first < last && sums.count(first, path) == 0) {
            first++;
        }
        return first;
    }

    private double expected(int path, int holder, int first) {
        int explaining = explaining(path, holder);
        long holders = sums.count(first, explaining);
        long more = Math.max(0, sums.count(last, explaining) - holders);
        return holders == 0 ? 0 : (double) more * sums.count(first, path) / holders;
    }

    /**
     * By whose growth that of a path is explained: its holder's. But the heads of long lists become
     * more when lists are filled one after the other, as in a wheel of timers: then by what has the
     * heads.
     */
    private int explaining(int path, int holder) {
        boolean areLists = sums.count(last, path) >= LONG_LIST * sums.count(last, holder);
        int above = holder;
        while (areLists
                && !trie.step(above).name().equals(PathTrie.ANY)
                && sums.count(0, trie.parent(above)) > sums.count(0, above)) {
            above = trie.parent(above);
        }
        return above;
    }

    /** A field of each holder: there can be no more of them than there are holders. */
    private boolean isOneForEach(int path, int holder) {
        return !trie.step(path).name().equals(PathTrie.ANY)
                && sums.count(last, path) <= Math.max(1, sums.count(last, holder));
    }

    private boolean isCause(int path, int above) {
        return sums.growthBelow(path) > MOST_BYTES * sums.growthBelow(above)
                && sums.count(0, trie.parent(path)) > 0;
    }

    private boolean hasGrowingContents(int path) {
        return ownGrowth(path, sums::contents) > 0;
    }

    /**
     * A collection accumulates what it does not own, too, when it gets more slots than what it owns
     * can fill. What is within an accumulating region belongs to that.
     */
    private void findGrowingSlots() {
        long[] filled = new long[trie.size()];
        for (int path = 1; path < trie.size(); path++) {
            if (trie.step(path).name().equals(PathTrie.ANY)) {
                filled[trie.parent(path)] += sums.count(last, path) - sums.count(0, path);
            }
        }
        for (int path = 1; path < trie.size(); path++) {
            long growth = ownGrowth(path, sums::slots);
            if (region[path] == PathTrie.ROOT && growth > 0 && filled[path] < OWN * growth) {
                growingSlots.add(path);
            }
        }
    }

    /**
     * By how much a value of a path grew; 0 unless most of that is its own growth, and not that of
     * the number of its objects.
     */
    private long ownGrowth(int path, Value value) {
        int first = firstWith(path);
        long before = value.of(first, path);
        long growth = value.of(last, path) - before;
        long objects = sums.count(first, path);
        if (first == last || growth <= 0 || objects == 0) {
            return 0;
        }
        long more = Math.max(0, sums.count(last, path) - objects);
        return growth - (double) more * before / objects > OWN * growth ? growth : 0;
    }

    /** What a snapshot has at a path. */
    private interface Value {
        long of(int snapshot, int path);
    }
}
