package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Single numbers that the store keeps for itself, in the table {@code setting}. */
final class Settings {
    private Settings() {}

    static long get(Connection connection, String name, long otherwise) throws SQLException {
        try (PreparedStatement get =
                connection.prepareStatement("SELECT value FROM setting WHERE name = ?")) {
            get.setString(1, name);
            try (ResultSet row = get.executeQuery()) {
                return row.next() ? row.getLong(1) : otherwise;
            }
        }
    }

    static void put(Connection connection, String name, long value) throws SQLException {
        try (PreparedStatement put =
                connection.prepareStatement(
                        "INSERT INTO setting (name, value) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET value = excluded.value")) {
            put.setString(1, name);
            put.setLong(2, value);
            put.executeUpdate();
        }
    }
}
