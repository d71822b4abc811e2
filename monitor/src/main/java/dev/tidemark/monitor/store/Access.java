package dev.tidemark.monitor.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way to the database: one transaction at a time writes, any number read. A connection on which
 * something failed is given up, and the next transaction opens another one: after a database was
 * away, or a disk full, work goes on with the first that succeeds. Threads: any; calls wait for the
 * database.
 */
final class Access implements AutoCloseable {
    /** Connections that wait for the next read. More are opened when more read at once. */
    private static final int IDLE_READERS = 4;

    private final Database database;
    private final ReentrantLock writing = new ReentrantLock();
    private final ConcurrentLinkedDeque<Connection> readers = new ConcurrentLinkedDeque<>();
    private @Nullable Connection writer;
    private volatile boolean closed;

    private Access(Database database) {
        this.database = database;
    }

    /** Opens the database and brings its tables up to date. */
    static Access open(Database database) throws StoreException {
        Access access = new Access(database);
        try {
            access.write(Migrations::run);
            return access;
        } catch (SQLException e) {
            access.close();
            throw new StoreException(database.explain(e), e);
        }
    }

    /** Runs a transaction that writes: all of it happens, or nothing. */
    void write(Work.Change change) throws SQLException {
        writing.lock();
        try {
            if (closed) {
                throw new SQLException("the store is closed");
            }
            Connection connection = writer;
            if (connection == null) {
                connection = database.writer();
                writer = connection;
            }
            boolean done = false;
            try {
                change.on(connection);
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    writer = null;
                    giveUp(connection);
                }
            }
        } finally {
            writing.unlock();
        }
    }

    /** Runs a transaction that reads. */
    <T extends @Nullable Object> T read(Work<T> work) throws SQLException {
        if (closed) {
            throw new SQLException("the store is closed");
        }
        Connection connection = readers.pollFirst();
        if (connection == null) {
            connection = database.reader();
        }
        boolean done = false;
        try {
            T answer = work.on(connection);
            connection.rollback(); // nothing was changed; only lets go of what was seen
            done = true;
            return answer;
        } finally {
            if (done && !closed && readers.size() < IDLE_READERS) {
                readers.addFirst(connection);
            } else {
                giveUp(connection);
            }
        }
    }

    /** See {@link Database#explain}. */
    String explain(SQLException failure) {
        return database.explain(failure);
    }

    /** See {@link Database#bytes}. */
    long bytes() throws SQLException {
        return read(database::bytes);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            closed = true;
            for (Connection reader = readers.pollFirst();
                    reader != null;
                    reader = readers.pollFirst()) {
                giveUp(reader);
            }
            if (writer != null) {
                giveUp(writer);
                writer = null;
            }
            database.close();
        } finally {
            writing.unlock();
        }
    }

    private static void giveUp(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // It is broken, which is why it goes.
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // As above.
        }
    }
}
