package dev.tidemark.heap.analyse.growth;

import java.util.List;

/**
 * What grew over several snapshots, by holder.
 *
 * @param accumulations every holder that ended with more than it began with, largest first
 * @param bytes by which everything that is reachable grew, in each step
 * @param runtimeBytes the part of it that is the runtime's own: code, layouts, feedback
 * @param sameProcess whether objects could be followed by their ids
 */
public record Growth(
        List<Accumulation> accumulations,
        List<Long> bytes,
        List<Long> runtimeBytes,
        boolean sameProcess) {
    public Growth {
        accumulations = List.copyOf(accumulations);
        bytes = List.copyOf(bytes);
        runtimeBytes = List.copyOf(runtimeBytes);
    }
}
