package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.memory.KeptColumns;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All objects of one snapshot, summed up by their normalised paths.
 *
 * @param trie the paths
 * @param arrayUse by path and field the bytes in use, as {@link ArrayUse} finds them
 * @param samples some objects of each path
 */
record SnapshotSums(
        PathTrie trie,
        Tally tally,
        Map<Integer, Map<String, Long>> arrayUse,
        Map<Integer, List<Integer>> samples) {
    /** Of an index. */
    private static final String PART = "sums";

    /** What stands for no array whose use a field could count. */
    private static final long NONE = -1;

    /** Sums a snapshot up, or finds the sums in its heap's index. */
    static SnapshotSums of(Snapshot snapshot) {
        Index index = snapshot.graph().index();
        return index.find(PART)
                .map(SnapshotSums::of)
                .orElseGet(() -> {
                    SnapshotSums sums = sumUp(snapshot);
                    index.keep(PART, sums::kept);
                    return sums;
                });
    }

    private static SnapshotSums sumUp(Snapshot snapshot) {
        RuntimeRules rules = snapshot.rules();
        OwnerTree owners = snapshot.owners();
        PathTrie trie = new PathTrie();
        ObjectPaths paths = new ObjectPaths(snapshot, trie);
        Tally tally = new Tally();
        ArrayUse arrayUse = new ArrayUse(rules);
        Map<Integer, Sample> samples = new HashMap<>();
        BitSet aside = snapshot.aside();
        for (int i = 0; i < owners.reachedCount(); i++) {
            int object = owners.inOrder(i);
            long size = snapshot.graph().shallowSize(object) + rules.externalBytes(object);
            if (aside.get(object)) {
                tally.addAside(size);
                continue;
            }
            int path = paths.of(object);
            tally.addBytes(path, size);
            tally.addSlots(path, rules.slots(object));
            arrayUse.add(path, object, owners.parent(object));
            if (paths.hasStep(object)) {
                tally.addEntry(path);
                tally.addContents(path, rules.contents(object));
                samples.computeIfAbsent(path, _ -> new Sample()).add(object);
            }
        }
        return new SnapshotSums(trie, tally, arrayUse.bytes(), objects(samples));
    }

    private static Map<Integer, List<Integer>> objects(Map<Integer, Sample> samples) {
        Map<Integer, List<Integer>> objects = new HashMap<>();
        samples.forEach((path, sample) -> objects.put(path, sample.objects()));
        return objects;
    }

    /** The same sums by the paths of a tree that several snapshots share. */
    SnapshotSums in(PathTrie shared) {
        int[] numbers = shared.addAll(trie);
        return new SnapshotSums(
                shared,
                tally.renumbered(numbers),
                renumbered(arrayUse, numbers),
                renumbered(samples, numbers));
    }

    private static <T> Map<Integer, T> renumbered(Map<Integer, T> byPath, int[] numbers) {
        Map<Integer, T> renumbered = new HashMap<>();
        byPath.forEach((path, value) -> renumbered.put(numbers[path], value));
        return renumbered;
    }

    /** Bytes in use of the arrays at a path, by the fields that could count that. */
    Map<String, Long> arrayUse(int path) {
        return arrayUse.getOrDefault(path, Map.of());
    }

    /** Bytes in use by a field; below 0 if it cannot count them. */
    long arrayUse(int path, String field) {
        return arrayUse(path).getOrDefault(field, NONE);
    }

    private ColumnList kept() {
        ColumnList columns = new ColumnList();
        trie.addTo(columns);
        tally.addTo(columns);
        List<String> fields = new ArrayList<>();
        List<Long> use = new ArrayList<>();
        new TreeMap<>(arrayUse)
                .forEach((path, byField) ->
                        new TreeMap<>(byField)
                                .forEach((field, bytes) -> {
                                    fields.add(field);
                                    use.add((long) path);
                                    use.add(bytes);
                                }));
        List<Long> objects = new ArrayList<>();
        new TreeMap<>(samples)
                .forEach((path, some) -> {
                    objects.add((long) path);
                    objects.add((long) some.size());
                    some.forEach(object -> objects.add((long) object));
                });
        return columns.addTexts(fields).addNumbers(array(use)).addNumbers(array(objects));
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static SnapshotSums of(KeptColumns kept) {
        PathTrie trie = PathTrie.of(kept);
        Tally tally = Tally.of(kept);
        List<String> fields = kept.texts();
        long[] use = kept.numbers();
        Map<Integer, Map<String, Long>> arrayUse = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            arrayUse.computeIfAbsent((int) use[2 * i], _ -> new HashMap<>())
                    .put(fields.get(i), use[2 * i + 1]);
        }
        long[] objects = kept.numbers();
        Map<Integer, List<Integer>> samples = new HashMap<>();
        for (int at = 0; at < objects.length; ) {
            List<Integer> some = new ArrayList<>();
            samples.put((int) objects[at], some);
            int end = at + 2 + (int) objects[at + 1];
            for (at += 2; at < end; at++) {
                some.add((int) objects[at]);
            }
        }
        return new SnapshotSums(trie, tally, arrayUse, samples);
    }
}
