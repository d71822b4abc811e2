package dev.tidemark.monitor.store;

/**
 * Since the monitor started.
 *
 * @param readings that were handed in and taken
 * @param waiting of these, those that are in memory only
 * @param dropped of these, those for which memory had no room while the database took nothing
 * @param refused not taken: no finite number, a time outside of 1970 to 2200, or of a process that
 *     is not known
 * @param damaged rows of the database that are not what was written to it, and were left out
 * @param memoryBytes that readings take in memory, about
 */
public record StoreCounts(
        long readings, long waiting, long dropped, long refused, long damaged, long memoryBytes) {}
