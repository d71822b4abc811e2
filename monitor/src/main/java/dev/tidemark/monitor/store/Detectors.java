package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.History.SavedDetectors;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The states of detectors: those that wait to be written, the latest of each process, and the table
 * {@code detector}. Threads: any.
 */
final class Detectors {
    private static final int FETCH = 200;

    private final Map<Integer, Saved> waiting = new ConcurrentHashMap<>();

    /** A state that waits. */
    @SuppressWarnings("ArrayRecordComponent") // see written()
    record Saved(int process, long untilMillis, byte[] state) {}

    void add(int process, long untilMillis, byte[] state) {
        waiting.put(process, new Saved(process, untilMillis, state));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Some of those that wait. They wait on until {@link #written}. */
    List<Saved> some(long mostBytes) {
        List<Saved> some = new ArrayList<>();
        long bytes = 0;
        Iterator<Saved> each = waiting.values().iterator();
        while (each.hasNext() && bytes < mostBytes) {
            Saved next = each.next();
            some.add(next);
            bytes += next.state.length;
        }
        return some;
    }

    /** They need not wait any more, unless a newer one came. */
    void written(List<Saved> some) {
        for (Saved each : some) {
            waiting.remove(each.process, each); // equal is only the very same array
        }
    }

    void forget(Iterable<Integer> processes) {
        processes.forEach(waiting::remove);
    }

    static void write(Connection connection, List<Saved> some) throws SQLException {
        try (PreparedStatement save =
                connection.prepareStatement(
                        "INSERT INTO detector (process, until_millis, state) VALUES (?, ?, ?)"
                                + " ON CONFLICT (process) DO UPDATE SET"
                                + " until_millis = excluded.until_millis, state = excluded.state")) {
            for (Saved each : some) {
                save.setInt(1, each.process);
                save.setLong(2, each.untilMillis);
                save.setBytes(3, each.state);
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    static void load(Connection connection, SavedDetectors to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows =
                    statement.executeQuery("SELECT process, until_millis, state FROM detector")) {
                while (rows.next()) {
                    to.detector(rows.getInt(1), rows.getLong(2), rows.getBytes(3));
                }
            }
        }
    }
}
