package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A database of a PostgreSQL server, 15 or newer, which only one monitor writes to. */
final class PostgresDatabase implements Database {
    private static final int OLDEST = 15;

    /** An advisory lock with this number is held by the connection that writes: "tidemark". */
    private static final long LOCK = 0x746964656d61726bL;

    /** The server needs a moment to see that the monitor before this one has gone. */
    private static final int LOCK_MILLIS = 5000;

    private static final String LOCK_TIMED_OUT = "55P03";

    private final StoreLocation.Postgres location;

    PostgresDatabase(StoreLocation.Postgres location) {
        this.location = location;
    }

    @Override
    public Connection writer() throws SQLException {
        return Database.ready(connect(), PostgresDatabase::check);
    }

    @Override
    public Connection reader() throws SQLException {
        return Database.ready(connect(), connection -> connection.setReadOnly(true));
    }

    @Override
    public String explain(SQLException failure) {
        return "%s: %s".formatted(name(), String.valueOf(failure.getMessage()).replace('\n', ' '));
    }

    @Override
    public String name() {
        return location.jdbcUrl().substring("jdbc:".length()).replaceFirst("\\?.*", "");
    }

    @Override
    public long bytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() {}

    private static void check(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw new SQLException(
                    "expected PostgreSQL %d or newer, found %d".formatted(OLDEST, version));
        }
        lock(connection);
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + LOCK_MILLIS);
            statement.execute("SELECT pg_advisory_lock(%d)".formatted(LOCK));
            statement.execute("SET lock_timeout = 0");
        } catch (SQLException e) {
            if (!LOCK_TIMED_OUT.equals(e.getSQLState())) {
                throw e;
            }
            throw new SQLException(
                    "expected to be its only monitor, found that another one writes to it."
                            + " Stop that one, or give this one a database of its own",
                    e);
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        location.user().ifPresent(user -> properties.setProperty("user", user));
        location.password().ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("ApplicationName", "tidemark monitor");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("loginTimeout", "10");
        // Beyond it a server is taken for dead: readings wait, and nothing hangs.
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        return DriverManager.getConnection(location.jdbcUrl(), properties);
    }
}
