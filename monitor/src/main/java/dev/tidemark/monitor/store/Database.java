package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the two databases differ. All else is SQL that both understand. Threads: any. */
sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {
    /**
     * A new connection for the only writer, without auto-commit. It fails when another monitor
     * writes to the same database.
     */
    Connection writer() throws SQLException;

    /** A new connection that only reads, without auto-commit. */
    Connection reader() throws SQLException;

    /** What a person should know of a failure: what is wrong, and what to do; one line. */
    String explain(SQLException failure);

    /** Where it is, for messages; without secrets. */
    String name();

    /** Bytes that it takes on the disk, with what is free in it. */
    long bytes(Connection connection) throws SQLException;

    @Override
    void close();

    /** A connection that was just made, ready for transactions; closed if it cannot be. */
    static Connection ready(Connection connection, Work.Change setUp) throws SQLException {
        boolean done = false;
        try {
            setUp.on(connection);
            connection.setAutoCommit(false);
            done = true;
            return connection;
        } finally {
            if (!done) {
                connection.close();
            }
        }
    }
}
