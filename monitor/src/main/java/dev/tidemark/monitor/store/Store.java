package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.History;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The database of a monitor: embedded, or on a PostgreSQL server.
 *
 * <p>One monitor at a time uses it. Threads: any. What is handed in is in memory at once, and on
 * the disk within five seconds; {@code kill -9} loses no more than that.
 */
public final class Store implements AutoCloseable {
    private final Access access;
    private final Keeper keeper;
    private final KeptHistory history;
    private final KeptDocuments documents;

    private Store(Access access, Keeper keeper, KeptHistory history, KeptDocuments documents) {
        this.access = access;
        this.keeper = keeper;
        this.history = history;
        this.documents = documents;
    }

    /**
     * Opens a store, making it or bringing its tables up to date where needed. Reads what was not
     * yet in chunks when the last monitor ended: at most some seconds.
     *
     * @throws StoreException if it cannot be reached, is used by another monitor, or is damaged
     */
    public static Store open(StoreLocation location, Retention retention) throws StoreException {
        StoreSettings settings = new StoreSettings(StoreLimits.standard(), retention);
        return open(database(location), settings, InstantSource.system(), System::nanoTime);
    }

    static Store open(
            Database database, StoreSettings settings, InstantSource wall, LongSupplier nanos)
            throws StoreException {
        Access access = Access.open(database);
        Trouble trouble = new Trouble();
        KeptDocuments documents = new KeptDocuments(access, trouble);
        Live live =
                new Live(
                        new Recent(settings.limits()), new Processes(), new Detectors(), documents);
        ClockWatch clock = new ClockWatch(wall, nanos);
        Damage damage = new Damage(trouble);
        Keeper keeper = new Keeper(access, live, settings, clock, damage);
        try {
            Restore.run(access, live, keeper, damage);
        } catch (SQLException e) {
            access.close();
            throw new StoreException(access.explain(e), e);
        }
        keeper.start();
        return new Store(
                access, keeper, new KeptHistory(access, live, keeper, clock, damage), documents);
    }

    static Database database(StoreLocation location) throws StoreException {
        return switch (location) {
            case StoreLocation.Embedded embedded -> SqliteDatabase.in(embedded.folder());
            case StoreLocation.Postgres postgres -> new PostgresDatabase(postgres);
        };
    }

    /** The readings. Closing it is up to {@link #close}. */
    public History history() {
        return history;
    }

    /** Alerts, deliveries, silences, evidence. */
    public Documents documents() {
        return documents;
    }

    /** What came in, and what became of it. */
    public StoreCounts counts() {
        return history.counts();
    }

    /** Bytes that the database takes; 0 when it does not answer. Asks the database. */
    public long diskBytes() {
        try {
            return access.bytes();
        } catch (SQLException e) {
            return 0; // the history's trouble tells it
        }
    }

    /** Does at once what is done every few seconds. */
    void step() {
        keeper.step();
    }

    /** Writes what waits, and lets go of the database. */
    @Override
    public void close() {
        history.close();
        access.close();
    }
}
