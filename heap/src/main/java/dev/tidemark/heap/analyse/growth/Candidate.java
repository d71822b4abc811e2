package dev.tidemark.heap.analyse.growth;

import java.util.List;
import java.util.Set;

/**
 * A path that holds more than before.
 *
 * @param holder the path
 * @param entries the paths of what accumulates in it, the most telling first
 * @param added net new entries in each step
 * @param removed entries that went away in each step
 * @param bytes net bytes in each step
 * @param holderIds the objects behind the path
 * @param samples some of the newest entries, as objects of the last snapshot
 * @param isChain whether entries hang on each other
 */
record Candidate(
        int holder,
        List<Integer> entries,
        List<Long> added,
        List<Long> removed,
        List<Long> bytes,
        Set<Long> holderIds,
        List<Integer> samples,
        boolean isChain) {
    long totalBytes() {
        return bytes.stream().mapToLong(Long::longValue).sum();
    }
}
