package dev.tidemark.monitor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * Brings the tables to what this version expects: files of SQL that are never changed once they
 * were released, each run once, in order, within a transaction of its own.
 */
final class Migrations {
    private static final List<String> FILES = List.of("001-history.sql", "002-documents.sql");

    private static final String VERSION = "schema_version";

    private Migrations() {}

    /** A database of a newer version than ours is left alone. */
    static void run(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > FILES.size()) {
            throw new SQLException(
                    "expected tables of version %d or older, found %d. A newer Tidemark made them: use that one"
                            .formatted(FILES.size(), version));
        }
        for (int next = version; next < FILES.size(); next++) {
            try (Statement statement = connection.createStatement()) {
                for (String each : statements(FILES.get(next))) {
                    statement.execute(each);
                }
            }
            Settings.put(connection, VERSION, next + 1);
            connection.commit();
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (ResultSet table =
                connection.getMetaData().getTables(null, null, "setting", new String[] {"TABLE"})) {
            return table.next() ? (int) Settings.get(connection, VERSION, 0) : 0;
        }
    }

    private static String[] statements(String file) {
        try (InputStream in =
                Objects.requireNonNull(Migrations.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), UTF_8)
                    .replaceAll("(?m)^--.*$", "")
                    .strip()
                    .split(";\\s*(\\n|$)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
