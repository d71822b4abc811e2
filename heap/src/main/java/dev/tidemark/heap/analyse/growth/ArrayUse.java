package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import java.util.HashMap;
import java.util.Map;

/**
 * How much of the arrays of numbers at each path of one snapshot may be in use, by every field
 * beside them that could count it. Which of those does shows only over several snapshots.
 */
final class ArrayUse {
    /** Where there are more, a path is no single array that grows; and each is read from a file. */
    private static final int MOST_ARRAYS = 64;

    private final RuntimeRules rules;
    private final Map<Integer, Integer> arrays = new HashMap<>();
    private final Map<Integer, Map<String, Long>> bytes = new HashMap<>();

    ArrayUse(RuntimeRules rules) {
        this.rules = rules;
    }

    void add(int path, int array, int holder) {
        if (holder == OwnerTree.NONE || !rules.isNumbers(array)) {
            return;
        }
        int seen = arrays.merge(path, 1, Integer::sum);
        if (seen > MOST_ARRAYS) {
            bytes.remove(path);
            return;
        }
        Map<String, Long> beside = rules.bytesInUse(array, holder);
        if (seen == 1) {
            bytes.put(path, new HashMap<>(beside));
        } else {
            // A field counts only if it could for every one of the arrays.
            bytes.computeIfPresent(path, (_, sums) -> sum(sums, beside));
        }
    }

    private static Map<String, Long> sum(Map<String, Long> sums, Map<String, Long> beside) {
        sums.keySet().retainAll(beside.keySet());
        sums.replaceAll((field, sum) -> sum + beside.getOrDefault(field, 0L));
        return sums;
    }

    /** By path and field the bytes in use; no field that cannot count all arrays of the path. */
    Map<Integer, Map<String, Long>> bytes() {
        return bytes;
    }
}
