package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The holders of each path by their ids, with how often each was told. */
final class HolderIds {
    /** So many holders of each path are kept to be counted again in the other snapshots. */
    private static final int MOST = 4096;

    private final HeapGraph graph;
    private final Map<Integer, Map<Long, Integer>> byPath = new HashMap<>();

    HolderIds(HeapGraph graph) {
        this.graph = graph;
    }

    void add(int path, int holder) {
        Map<Long, Integer> some = byPath.computeIfAbsent(path, _ -> new LinkedHashMap<>());
        long id = graph.objectId(holder);
        if (some.size() < MOST || some.containsKey(id)) {
            some.merge(id, 1, Integer::sum);
        }
    }

    Set<Long> of(int path) {
        return byPath.getOrDefault(path, Map.of()).keySet();
    }

    /** Those that were told at least so often for one path. */
    Set<Long> toldAtLeast(int times) {
        Set<Long> ids = new HashSet<>();
        byPath.values()
                .forEach(holders ->
                        holders.forEach((id, count) -> {
                            if (count >= times) {
                                ids.add(id);
                            }
                        }));
        return ids;
    }
}
