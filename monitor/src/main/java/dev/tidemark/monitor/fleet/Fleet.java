package dev.tidemark.monitor.fleet;

import java.util.List;
import java.util.Optional;

/**
 * All processes that are watched, as they are now. Threads: any; what is returned never changes.
 */
public interface Fleet {
    /** Every process, in no order. */
    List<ProcessState> processes();

    /** One process by its number. */
    Optional<ProcessState> process(int id);

    /**
     * The course of a process' heap, or else of its resident memory, over its last day at the most:
     * up to 60 points, oldest first, each the lowest of its stretch of time in bytes, NaN where
     * nothing was measured. Empty for a process that is not known.
     */
    float[] sparkline(int id);

    /** What has come in, and what was not taken. */
    IntakeCounts counts();

    /**
     * Since the monitor started.
     *
     * @param readings taken
     * @param late dropped because their time had been judged already
     * @param refused dropped because there are as many series as are allowed
     * @param series that are known now
     */
    record IntakeCounts(long readings, long late, long refused, int series) {}
}
