package dev.tidemark.capture.jvm;

import java.util.Set;

/**
 * What a collector's MBean counts, told by its name.
 *
 * <p>What G1 frees bit by bit in mixed collections is counted as young: only its full collection
 * says how much is alive. The same goes for its concurrent cycle.
 */
enum CollectorKind {
    /** Collections after which the heap in use is what is alive, or little more. */
    WHOLE_HEAP,
    /** Collections of what is young. */
    YOUNG,
    /** Parts of a cycle that another MBean counts as a whole. */
    PART;

    private static final Set<String> WHOLE =
            Set.of(
                    "MarkSweepCompact",
                    "PS MarkSweep",
                    "ConcurrentMarkSweep",
                    "G1 Old Generation",
                    "ZGC",
                    "ZGC Cycles",
                    "ZGC Major Cycles",
                    "Shenandoah Cycles",
                    "global",
                    "global garbage collect");
    private static final Set<String> PARTS =
            Set.of(
                    "G1 Concurrent GC",
                    "ZGC Pauses",
                    "ZGC Major Pauses",
                    "ZGC Minor Pauses",
                    "Shenandoah Pauses");

    static CollectorKind of(String name) {
        if (WHOLE.contains(name)) {
            return WHOLE_HEAP;
        }
        return PARTS.contains(name) ? PART : YOUNG;
    }
}
