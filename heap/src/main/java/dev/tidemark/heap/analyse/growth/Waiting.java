package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.PathTrie;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What waits elsewhere before it comes to its holder: timeouts wait in a queue until a thread puts
 * them into a wheel, events in a buffer until they are written to a list. The holder alone then
 * grows by whatever was taken over between two snapshots; both together grow as the program works.
 */
final class Waiting {
    /** By so much the steps of what grows evenly may differ. */
    private static final double EVEN = 1.25;

    private final PathTrie trie;
    private final PathSums sums;

    Waiting(PathTrie trie, PathSums sums) {
        this.trie = trie;
        this.sums = sums;
    }

    /**
     * The path where entries wait before they come to the holder: of their type, in the same object
     * as the holder, emptied now and then; and only with those there growth is even.
     */
    OptionalInt before(int holder, Set<Integer> entries) {
        List<Long> alone = counts(entries);
        int first = entries.iterator().next();
        if (sums.snapshotCount() < 3 || trie.isData(first) || isEven(alone)) {
            return OptionalInt.empty();
        }
        String type = trie.step(first).type();
        for (int path = 1; path < trie.size(); path++) {
            if (trie.step(path).type().equals(type)
                    && !isWithin(path, entries)
                    && shareAnObject(path, holder)
                    && isTakenFrom(path)
                    && isEven(plus(alone, counts(Set.of(path))))) {
                return OptionalInt.of(path);
            }
        }
        return OptionalInt.empty();
    }

    private List<Long> counts(Set<Integer> paths) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < sums.snapshotCount(); i++) {
            int snapshot = i;
            counts.add(paths.stream().mapToLong(path -> sums.count(snapshot, path)).sum());
        }
        return counts;
    }

    private boolean isTakenFrom(int path) {
        List<Long> counts = counts(Set.of(path));
        for (int i = 1; i < counts.size(); i++) {
            if (counts.get(i) < counts.get(i - 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isWithin(int path, Set<Integer> entries) {
        for (int at = path; at != PathTrie.ROOT; at = trie.parent(at)) {
            if (entries.contains(at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the two paths part at an object, and not at a class, a thread or the root. */
    private boolean shareAnObject(int path, int other) {
        int a = path;
        int b = other;
        // What is further down has the higher number.
        while (a != b) {
            if (a > b) {
                a = trie.parent(a);
            } else {
                b = trie.parent(b);
            }
        }
        return !trie.step(a).type().isEmpty();
    }

    private static boolean isEven(List<Long> counts) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 1; i < counts.size(); i++) {
            long step = counts.get(i) - counts.get(i - 1);
            least = Math.min(least, step);
            most = Math.max(most, step);
        }
        return least > 0 && most <= EVEN * least;
    }

    private static List<Long> plus(List<Long> a, List<Long> b) {
        List<Long> sum = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            sum.add(a.get(i) + b.get(i));
        }
        return sum;
    }
}
