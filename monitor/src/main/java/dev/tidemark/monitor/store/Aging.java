package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Makes old chunks coarser, and deletes the oldest. Each reading is in one chunk of one tier at any
 * time: what becomes coarser replaces what it was made of. Not thread-safe.
 */
final class Aging {
    /** Processes in one transaction: a fraction of a second, so that commits do not wait. */
    private static final int PROCESSES = 64;

    /** Fine chunks are made when there is a day of them, coarse ones of a week, to be few. */
    private static final Duration FINE_CHUNK = Duration.ofDays(1);

    private static final Duration COARSE_CHUNK = Duration.ofDays(7);

    private final Retention retention;
    private final Packed packed;
    private final Runnable damaged;

    /**
     * @param damaged is told of each chunk that could not be read and is lost
     */
    Aging(Retention retention, Packed packed, Runnable damaged) {
        this.retention = retention;
        this.packed = packed;
        this.damaged = damaged;
    }

    /** Does some of what is due at a time; false if nothing was. */
    boolean step(Connection connection, long nowMillis) throws SQLException {
        long raw = nowMillis - retention.raw().toMillis();
        long fine = nowMillis - retention.fine().toMillis();
        long coarse = nowMillis - retention.coarse().toMillis();
        return coarsen(connection, Tier.RAW, Tier.FINE, raw, FINE_CHUNK)
                || coarsen(connection, Tier.FINE, Tier.COARSE, fine, COARSE_CHUNK)
                || delete(connection, coarse);
    }

    private boolean coarsen(
            Connection connection, Tier from, Tier to, long beforeMillis, Duration gathered)
            throws SQLException {
        List<Integer> due =
                Chunks.endedBefore(connection, from, beforeMillis - gathered.toMillis(), PROCESSES);
        for (int process : due) {
            Coarsening coarser = new Coarsening(to);
            for (Chunk each : Chunks.endedBefore(connection, process, from, beforeMillis)) {
                try {
                    coarser.add(each.frames());
                } catch (DamagedDataException e) {
                    damaged.run();
                }
            }
            if (!coarser.isEmpty()) {
                Chunks.insert(connection, List.of(packed.chunk(process, to, coarser.points())));
            }
            Chunks.deleteEndedBefore(connection, process, from, beforeMillis);
        }
        return !due.isEmpty();
    }

    private boolean delete(Connection connection, long beforeMillis) throws SQLException {
        List<Integer> due = Chunks.endedBefore(connection, Tier.COARSE, beforeMillis, PROCESSES);
        for (int process : due) {
            Chunks.deleteEndedBefore(connection, process, Tier.COARSE, beforeMillis);
        }
        return !due.isEmpty();
    }
}
