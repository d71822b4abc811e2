package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done within one transaction. It neither ends the transaction nor keeps the connection.
 */
interface Work<T extends @Nullable Object> {
    T on(Connection connection) throws SQLException;

    /** Work without an answer. */
    interface Change {
        void on(Connection connection) throws SQLException;
    }
}
