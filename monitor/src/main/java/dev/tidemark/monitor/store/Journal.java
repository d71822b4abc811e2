package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The table {@code journal}. */
final class Journal {
    private static final int FETCH = 50;

    private Journal() {}

    /** Takes the rows of the journal. */
    interface Sink {
        void row(int segment, byte[] data) throws SQLException;
    }

    /**
     * Writes a row. It replaces one that is there: that one holds the beginning of the same, and
     * was written when nobody could be told any more.
     */
    static void insert(Connection connection, Unsaved row, byte[] data) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO journal (segment, number, data) VALUES (?, ?, ?)"
                                + " ON CONFLICT (segment, number) DO UPDATE SET data = excluded.data")) {
            insert.setInt(1, row.segment());
            insert.setInt(2, row.row());
            insert.setBytes(3, data);
            insert.executeUpdate();
        }
    }

    /** Deletes the rows of a segment, and returns how many there were. */
    static int delete(Connection connection, int segment) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM journal WHERE segment = ?")) {
            delete.setInt(1, segment);
            return delete.executeUpdate();
        }
    }

    /** Hands out all rows in the order in which they were written. */
    static void load(Connection connection, Sink to) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT segment, data FROM journal ORDER BY segment, number")) {
                while (rows.next()) {
                    to.row(rows.getInt(1), rows.getBytes(2));
                }
            }
        }
    }
}
