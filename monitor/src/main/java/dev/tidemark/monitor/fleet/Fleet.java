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
