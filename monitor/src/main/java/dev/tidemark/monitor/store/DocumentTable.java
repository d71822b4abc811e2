package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The table {@code document}. */
final class DocumentTable {
    private static final String SELECT = "SELECT kind, id, is_open, millis, json FROM document";

    private DocumentTable() {}

    static void write(Connection connection, Collection<Document> documents) throws SQLException {
        try (PreparedStatement write =
                connection.prepareStatement(
                        "INSERT INTO document (kind, id, is_open, millis, json)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, id) DO UPDATE SET"
                                + " is_open = excluded.is_open, millis = excluded.millis,"
                                + " json = excluded.json")) {
            for (Document each : documents) {
                write.setString(1, each.kind().name());
                write.setString(2, each.id());
                write.setInt(3, each.open() ? 1 : 0);
                write.setLong(4, each.millis());
                write.setString(5, Text.valid(each.json()));
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    static void remove(Connection connection, Kind kind, String id) throws SQLException {
        try (PreparedStatement remove =
                connection.prepareStatement("DELETE FROM document WHERE kind = ? AND id = ?")) {
            remove.setString(1, kind.name());
            remove.setString(2, id);
            remove.executeUpdate();
        }
    }

    static List<Document> open(Connection connection, Kind kind) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " WHERE kind = ? AND is_open = 1")) {
            select.setString(1, kind.name());
            return documents(select);
        }
    }

    /** The youngest first. */
    static List<Document> closed(Connection connection, Kind kind, long beforeMillis, int most)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        SELECT
                                + " WHERE kind = ? AND is_open = 0 AND millis < ?"
                                + " ORDER BY millis DESC LIMIT ?")) {
            select.setString(1, kind.name());
            select.setLong(2, beforeMillis);
            select.setInt(3, most);
            return documents(select);
        }
    }

    /** None or one. */
    static List<Document> find(Connection connection, Kind kind, String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(SELECT + " WHERE kind = ? AND id = ?")) {
            select.setString(1, kind.name());
            select.setString(2, id);
            return documents(select);
        }
    }

    private static List<Document> documents(PreparedStatement select) throws SQLException {
        List<Document> documents = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                documents.add(
                        new Document(
                                Kind.valueOf(rows.getString(1)),
                                rows.getString(2),
                                rows.getInt(3) == 1,
                                rows.getLong(4),
                                rows.getString(5)));
            }
        }
        return documents;
    }
}
