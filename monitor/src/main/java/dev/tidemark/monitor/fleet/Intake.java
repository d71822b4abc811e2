package dev.tidemark.monitor.fleet;

import dev.tidemark.model.Signal;

/**
 * Where sources hand in what they measured.
 *
 * <p>Threads: any. No call waits for the disk or the network.
 */
public interface Intake {
    /** No such series: there are as many as are allowed. Readings of it are to be dropped. */
    int NONE = -1;

    /**
     * The number of a series, the same for every call with equal arguments until its process is
     * forgotten. Ask once and keep it: this looks up a map.
     *
     * @param part what the series is a part of the signal for, such as a memory pool; readings of
     *     all parts of a signal that have the same time are added up. Empty for the whole
     * @return at least 0, or {@link #NONE}; a series that was not admitted is counted as dropped
     */
    int series(Watched process, Signal signal, String part);

    /**
     * One reading, in the unit of the series' signal. Readings of one process may come in any order
     * within a few seconds; one that is older than what has been judged is counted as late and
     * dropped.
     *
     * @param epochMillis when it was measured, milliseconds since 1970
     * @param value NaN says that the process has stopped reporting the series
     * @return false if the process was silent for so long that it has been forgotten: the reading
     *     is dropped, and the series is to be asked for again
     */
    boolean add(int series, long epochMillis, double value);
}
