package dev.tidemark.monitor.store;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.History.Point;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A store whose clocks stand still until the test moves them, and that writes when it is told to.
 */
final class StoreRig implements AutoCloseable {
    static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
    static final long ALWAYS = Long.MAX_VALUE;

    private final Databases databases;
    private final StoreSettings settings;
    private long millis = START;
    private long nanos;
    private Store store;

    /** Opens the same database again and again. */
    interface Databases {
        Database open() throws StoreException;
    }

    private StoreRig(Databases databases, StoreSettings settings) throws StoreException {
        this.databases = databases;
        this.settings = settings;
        store = open();
    }

    static StoreRig on(Databases databases) throws StoreException {
        return on(databases, 1 << 20);
    }

    /**
     * @param segmentBytes after which readings become chunks
     */
    static StoreRig on(Databases databases, long segmentBytes) throws StoreException {
        StoreLimits limits =
                new StoreLimits(
                        Duration.ofDays(1), Duration.ofHours(2), segmentBytes, 4 * segmentBytes);
        return new StoreRig(databases, new StoreSettings(limits, Retention.standard()));
    }

    Store store() {
        return store;
    }

    History history() {
        return store.history();
    }

    /** Both clocks run evenly. */
    void advance(Duration by) {
        nanos += by.toNanos();
        millis += by.toMillis();
    }

    /** Only the one on the wall. */
    void jump(Duration by) {
        millis += by.toMillis();
    }

    long now() {
        return millis;
    }

    /** Ends the monitor in good order, and starts another one. */
    void restart() throws StoreException {
        store.close();
        store = open();
    }

    int process(String instance) {
        return history().register(watched(instance));
    }

    void append(int process, Signal signal, long at, double value) {
        SampleBatch batch = new SampleBatch();
        batch.add(process, signal, at, value);
        history().append(batch);
    }

    List<Point> read(int process, Signal signal) {
        return history().read(process, signal, 0, ALWAYS, Integer.MAX_VALUE);
    }

    /** Makes chunks of all that is in memory. */
    void toChunks() {
        advance(Duration.ofHours(2));
        store.step(); // seals
        store.step();
    }

    static Watched watched(String instance) {
        return new Watched(new ProcessKey("checkout", "1.2", instance), RuntimeKind.NODE, "node:1");
    }

    static Point point(long at, double value) {
        return new Point(at, value, value, value);
    }

    @Override
    public void close() {
        store.close();
    }

    private Store open() throws StoreException {
        return Store.open(
                databases.open(), settings, () -> Instant.ofEpochMilli(millis), () -> nanos);
    }
}
