package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.History.Registered;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings what is in memory to the database, in one thread of its own: every few seconds what came
 * in, every minute the states of detectors, full segments as chunks, and what has become old to its
 * next tier. Whatever fails is tried again at the next step.
 */
final class Keeper implements AutoCloseable {
    private static final Duration DETECTORS_EVERY = Duration.ofMinutes(1);
    private static final Duration AGING_EVERY = Duration.ofMinutes(10);

    /** Of a step, for aging: commits must not wait for it. */
    private static final Duration AGING_TIME = Duration.ofSeconds(1);

    /** Of states in one transaction. */
    private static final long DETECTOR_BYTES = 8 << 20;

    /** Chunks that are packed in memory at a time. */
    private static final int CHUNKS_AT_ONCE = 500;

    private final Access access;
    private final Live live;
    private final StoreLimits limits;
    private final Retention retention;
    private final ClockWatch clock;
    private final Trouble trouble;
    private final Packed packed = new Packed();
    private final Aging aging;
    private final Thread thread = new Thread(this::run, "tidemark-store");

    /** Held while readings go from memory to chunks. */
    private final ReentrantLock moving = new ReentrantLock();

    private final Object wake = new Object();
    private boolean closing;

    private long detectorsAt;
    private long agingAt;

    Keeper(Access access, Live live, StoreSettings settings, ClockWatch clock, Damage damage) {
        this.access = access;
        this.live = live;
        this.clock = clock;
        this.trouble = damage.trouble();
        limits = settings.limits();
        retention = settings.retention();
        aging = new Aging(retention, packed, damage);
        detectorsAt = clock.nanos();
        agingAt = clock.nanos();
    }

    /** Begins to work. */
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Now, by the clock that never jumps. */
    long nanos() {
        return clock.nanos();
    }

    /** Keeps readings where they are as long as it is held. */
    ReentrantLock moving() {
        return moving;
    }

    /** Does all that is due. Never fails: what is wrong is told as trouble. */
    synchronized void step() {
        try {
            clock.look();
            for (Segment full = live.recent().oldestFull();
                    full != null;
                    full = live.recent().oldestFull()) {
                toChunks(full);
                live.recent().done(full);
            }
            commit();
            live.documents().flush();
            live.recent().sealOld(clock.nanos());
            detectors();
            age();
            trouble.over(Trouble.Kind.DATABASE);
        } catch (SQLException e) {
            trouble.is(Trouble.Kind.DATABASE, access.explain(e));
        } catch (RuntimeException e) { // a mistake of ours, which must not end all writing
            trouble.is(Trouble.Kind.DATABASE, "the store failed: " + e);
        }
        tellClock();
    }

    /** Writes a full segment as chunks in place of its journal. */
    void toChunks(Segment segment) throws SQLException {
        List<Integer> whose = new ArrayList<>();
        segment.eachProcess(whose::add);
        live.processes().save(whose);
        List<Registered> unsaved = live.processes().takeUnsaved();
        boolean done = false;
        moving.lock();
        try {
            access.write(connection -> {
                Processes.write(connection, unsaved);
                int rows = Journal.delete(connection, segment.number());
                // Rows that are gone were replaced before, when nobody could be told.
                if (rows > 0 || !segment.isInJournal()) {
                    insertChunks(connection, segment, whose);
                }
            });
            done = true;
        } finally {
            moving.unlock();
            if (!done) {
                live.processes().notSaved(unsaved);
            }
        }
    }

    /** Writes what waits, once more, and ends. */
    @Override
    public void close() {
        synchronized (wake) {
            closing = true;
            wake.notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        detectorsAt = clock.nanos() - DETECTORS_EVERY.toNanos();
        step();
        packed.close();
    }

    private void run() {
        while (pause()) {
            step();
        }
    }

    /** Waits for the next step; false if there is none. */
    private boolean pause() {
        synchronized (wake) {
            long until = System.nanoTime() + limits.commitEvery().toNanos();
            long left = limits.commitEvery().toMillis();
            while (!closing && left > 0) {
                try {
                    wake.wait(left);
                } catch (InterruptedException e) {
                    closing = true;
                }
                left = (until - System.nanoTime()) / 1_000_000;
            }
            return !closing;
        }
    }

    private void commit() throws SQLException {
        @Nullable Unsaved row = live.recent().unsaved();
        // After the row was taken: every process in it is either among these or written already.
        List<Registered> unsaved = live.processes().takeUnsaved();
        if (row == null && unsaved.isEmpty()) {
            return;
        }
        boolean done = false;
        try {
            access.write(connection -> {
                Processes.write(connection, unsaved);
                if (row != null) {
                    Journal.insert(connection, row, packed.pack(row.bytes()));
                }
            });
            done = true;
        } finally {
            if (!done) {
                live.processes().notSaved(unsaved);
            }
            if (row != null) {
                live.recent().written(row, done);
            }
        }
    }

    private void insertChunks(Connection connection, Segment segment, List<Integer> whose)
            throws SQLException {
        List<Chunk> chunks = new ArrayList<>(CHUNKS_AT_ONCE);
        for (int process : whose) {
            FrameWriter frames = segment.of(process);
            if (frames != null) {
                chunks.add(packed.chunk(process, Tier.RAW, frames));
            }
            if (chunks.size() == CHUNKS_AT_ONCE) {
                Chunks.insert(connection, chunks);
                chunks.clear();
            }
        }
        Chunks.insert(connection, chunks);
    }

    private void detectors() throws SQLException {
        if (clock.nanos() - detectorsAt < DETECTORS_EVERY.toNanos()) {
            return;
        }
        for (List<Detectors.Saved> some = live.detectors().some(DETECTOR_BYTES);
                !some.isEmpty();
                some = live.detectors().some(DETECTOR_BYTES)) {
            List<Detectors.Saved> states = some;
            access.write(connection -> Detectors.write(connection, states));
            live.detectors().written(states);
        }
        detectorsAt = clock.nanos();
    }

    private void age() throws SQLException {
        if (!clock.isTrusted() || clock.nanos() - agingAt < AGING_EVERY.toNanos()) {
            return;
        }
        long now = clock.millis();
        long from = clock.nanos();
        boolean[] more = {true};
        while (more[0]) {
            if (clock.nanos() - from > AGING_TIME.toNanos()) {
                return; // the rest with the next step
            }
            access.write(connection -> more[0] = aging.step(connection, now));
        }
        forget(now - retention.coarse().toMillis());
        agingAt = clock.nanos();
    }

    private void forget(long lastSeenBefore) throws SQLException {
        List<Integer> old = live.processes().lastSeenBefore(lastSeenBefore);
        if (!old.isEmpty()) {
            access.write(connection -> Processes.delete(connection, old));
            live.processes().forget(old);
            live.detectors().forget(old);
        }
    }

    private void tellClock() {
        clock.jump()
                .ifPresentOrElse(
                        jump ->
                                trouble.is(
                                        Trouble.Kind.CLOCK,
                                        "the clock jumped by %s: nothing is deleted until it has run evenly for an hour"
                                                .formatted(jump)),
                        () -> trouble.over(Trouble.Kind.CLOCK));
    }
}
