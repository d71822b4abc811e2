package dev.tidemark.monitor.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A file in a folder of its own, which only one monitor uses. */
final class SqliteDatabase implements Database {
    private static final String FILE = "monitor.db";

    /** Result codes of SQLite; the lowest byte of an extended one. */
    private static final int IO_ERROR = 10;

    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int NOT_A_DATABASE = 26;

    private final Path file;
    private final StoreLock lock;

    private SqliteDatabase(Path file, StoreLock lock) {
        this.file = file;
        this.lock = lock;
    }

    static SqliteDatabase in(Path folder) throws StoreException {
        try {
            PrivateFiles.folder(folder);
            StoreLock lock = StoreLock.take(folder);
            Path file = folder.resolve(FILE);
            PrivateFiles.file(file); // its journals get the same permissions from SQLite
            return new SqliteDatabase(file, lock);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    "%s: expected a folder to write to, found %s: %s. Give a folder that this user may write to."
                            .formatted(folder, e.getClass().getSimpleName(), e.getMessage()),
                    e);
        }
    }

    @Override
    public Connection writer() throws SQLException {
        return Database.ready(
                connect(),
                connection -> {
                    execute(connection, "PRAGMA journal_mode = WAL");
                    // Each commit is on the disk when it returns: there is one in three seconds.
                    execute(connection, "PRAGMA synchronous = FULL");
                    execute(connection, "PRAGMA journal_size_limit = 67108864");
                });
    }

    @Override
    public Connection reader() throws SQLException {
        return Database.ready(
                connect(), connection -> execute(connection, "PRAGMA query_only = 1"));
    }

    private static void execute(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(pragma);
        }
    }

    @Override
    public String explain(SQLException failure) {
        return switch (failure.getErrorCode() & 0xFF) {
            case FULL ->
                    "%s: the disk is full. Make room on it, or keep readings for a shorter time."
                            .formatted(file);
            case IO_ERROR ->
                    "%s: the disk does not take or give what it should (%s). Look at its free space and its health."
                            .formatted(file, failure.getMessage());
            case CORRUPT, NOT_A_DATABASE ->
                    "%s: expected an SQLite database, found damage (%s). Stop the monitor, move the file away, and start again."
                            .formatted(file, failure.getMessage());
            default -> "%s: %s".formatted(file, failure.getMessage());
        };
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public long bytes(Connection connection) throws SQLException {
        long bytes = 0;
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Path each = file.resolveSibling(file.getFileName() + suffix);
            try {
                bytes += Files.exists(each) ? Files.size(each) : 0;
            } catch (IOException e) {
                throw new SQLException(e);
            }
        }
        return bytes;
    }

    @Override
    public void close() {
        lock.close();
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", "10000");
        return DriverManager.getConnection("jdbc:sqlite:" + file, properties);
    }
}
