package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code chunk}. */
final class Chunks {
    private static final String COLUMNS = "SELECT process, tier, from_millis, to_millis, data";

    /** Rows that a server sends at a time. */
    private static final int FETCH = 500;

    private Chunks() {}

    /** Takes chunks one by one. */
    interface Sink {
        void chunk(Chunk chunk) throws SQLException;
    }

    static void insert(Connection connection, List<Chunk> chunks) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO chunk (process, tier, from_millis, to_millis, data)"
                                + " VALUES (?, ?, ?, ?, ?)")) {
            for (Chunk each : chunks) {
                insert.setInt(1, each.process());
                insert.setInt(2, each.tier().number());
                insert.setLong(3, each.fromMillis());
                insert.setLong(4, each.toMillis());
                insert.setBytes(5, each.data());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The chunks of a process that may have readings of a range of time, the oldest first. */
    static List<Chunk> within(Connection connection, int process, long fromMillis, long toMillis)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        COLUMNS
                                + " FROM chunk WHERE process = ? AND to_millis >= ?"
                                + " AND from_millis < ? ORDER BY from_millis")) {
            select.setInt(1, process);
            select.setLong(2, fromMillis);
            select.setLong(3, toMillis);
            List<Chunk> chunks = new ArrayList<>();
            each(select, chunks::add);
            return chunks;
        }
    }

    /** Hands out all chunks with something after a time: those of a process together, in order. */
    static void after(Connection connection, long millis, Sink to) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        COLUMNS
                                + " FROM chunk WHERE to_millis > ? ORDER BY process, from_millis")) {
            select.setLong(1, millis);
            each(select, to);
        }
    }

    /** Processes with chunks of a tier that end before a time. */
    static List<Integer> endedBefore(Connection connection, Tier tier, long millis, int most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "SELECT DISTINCT process FROM chunk WHERE tier = ? AND to_millis < ?"
                                + " LIMIT ?")) {
            select.setInt(1, tier.number());
            select.setLong(2, millis);
            select.setInt(3, most);
            List<Integer> processes = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    processes.add(rows.getInt(1));
                }
            }
            return processes;
        }
    }

    /** The chunks of a process and tier that end before a time, the oldest first. */
    static List<Chunk> endedBefore(Connection connection, int process, Tier tier, long millis)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        COLUMNS
                                + " FROM chunk WHERE process = ? AND tier = ? AND to_millis < ?"
                                + " ORDER BY from_millis")) {
            bind(select, process, tier, millis);
            List<Chunk> chunks = new ArrayList<>();
            each(select, chunks::add);
            return chunks;
        }
    }

    static void deleteEndedBefore(Connection connection, int process, Tier tier, long millis)
            throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement(
                        "DELETE FROM chunk WHERE process = ? AND tier = ? AND to_millis < ?")) {
            bind(delete, process, tier, millis);
            delete.executeUpdate();
        }
    }

    private static void bind(PreparedStatement statement, int process, Tier tier, long millis)
            throws SQLException {
        statement.setInt(1, process);
        statement.setInt(2, tier.number());
        statement.setLong(3, millis);
    }

    private static void each(PreparedStatement select, Sink to) throws SQLException {
        select.setFetchSize(FETCH);
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                to.chunk(
                        new Chunk(
                                rows.getInt(1),
                                Tier.of(rows.getInt(2)),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getBytes(5)));
            }
        }
    }
}
