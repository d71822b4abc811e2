package dev.tidemark.monitor.fleet;

import dev.tidemark.model.Signal;
import java.util.List;

/**
 * What was measured, kept on disk, and how far it has been judged.
 *
 * <p>Threads: any. A disk that is full or a database that is away does not make a call fail:
 * readings wait in memory up to a bound, then the oldest are dropped and counted, and {@link
 * #trouble} says what is wrong.
 */
public interface History extends AutoCloseable {
    /**
     * The number of a process, at least 0; the same for the same key for ever. A new runtime or
     * target replaces the one that was known.
     */
    int register(Watched process);

    /** Every process that was ever registered and has not been forgotten, by its number. */
    List<Registered> processes();

    /**
     * Keeps readings. Returns at once; they are safe from {@code kill -9} at most 10 seconds later.
     *
     * @param batch not to be changed afterwards
     */
    void append(SampleBatch batch);

    /**
     * Readings of a signal in a range of time, oldest first; those that are not yet on disk, too.
     *
     * @param toMillis not in the range any more
     * @param most how many points to return at the most; where there are more readings, a point
     *     stands for several that follow each other
     */
    List<Point> read(int process, Signal signal, long fromMillis, long toMillis, int most);

    /** The state of a process' detector after all readings up to a time; replaces the earlier. */
    void saveDetector(int process, long untilMillis, byte[] state);

    /** Hands out every detector as it was last saved. */
    void detectors(SavedDetectors to);

    /**
     * Hands out readings that are younger than a time, those of one process oldest first: what a
     * saved detector has not seen yet.
     */
    void replay(long afterMillis, Replay to);

    /** What keeps readings from being kept, in one line for a person; empty when all is well. */
    String trouble();

    /** Writes what waits, and lets go of the database. */
    @Override
    void close();

    /** A process and its number. */
    record Registered(int process, Watched watched, long firstMillis, long lastMillis) {}

    /** One or more readings that follow each other: the lowest, the highest, and the last. */
    record Point(long millis, double low, double high, double last) {}

    /** Takes the saved state of detectors. */
    interface SavedDetectors {
        /** A detector's state after all readings of a process up to a time. */
        void detector(int process, long untilMillis, byte[] state);
    }

    /** Takes readings one by one. */
    interface Replay {
        void reading(int process, Signal signal, long epochMillis, double value);
    }
}
