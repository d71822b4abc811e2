package dev.tidemark.monitor.store;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The history in the database and, for the last minutes or hours, in memory. */
final class KeptHistory implements History {
    private static final long LATEST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    private final Access access;
    private final Live live;
    private final Keeper keeper;
    private final ClockWatch clock;
    private final Damage damage;

    private final AtomicLong readings = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    KeptHistory(Access access, Live live, Keeper keeper, ClockWatch clock, Damage damage) {
        this.access = access;
        this.live = live;
        this.keeper = keeper;
        this.clock = clock;
        this.damage = damage;
    }

    @Override
    public int register(Watched process) {
        return live.processes().register(process);
    }

    @Override
    public List<Registered> processes() {
        return live.processes().list();
    }

    @Override
    public void append(SampleBatch batch) {
        SampleBatch taken = accepted(batch);
        if (taken.size() > 0) {
            live.processes().seen(taken);
            live.recent().append(taken, clock.nanos());
        }
        readings.addAndGet(taken.size());
        refused.addAndGet(batch.size() - taken.size());
    }

    @Override
    public List<Point> read(int process, Signal signal, long fromMillis, long toMillis, int most) {
        // Memory first: what becomes a chunk in between is seen twice rather than not at all.
        List<byte[]> frames = live.recent().frames(process);
        int code = SignalCode.of(signal);
        Points points = new Points();
        for (Chunk each : chunks(process, fromMillis, toMillis)) {
            try {
                add(each.frames(), code, fromMillis, toMillis, points);
            } catch (DamagedDataException e) {
                damage.run();
            }
        }
        for (byte[] each : frames) {
            try {
                FrameReader reader = FrameReader.of(new ByteReader(each), Tier.RAW);
                add(reader, code, fromMillis, toMillis, points);
            } catch (DamagedDataException e) {
                throw new IllegalStateException(e); // it is our own memory
            }
        }
        return points.inOrder().atMost(most).toList();
    }

    @Override
    public void saveDetector(int process, long untilMillis, byte[] state) {
        live.detectors().add(process, untilMillis, state);
    }

    @Override
    public void detectors(SavedDetectors to) {
        reading(connection -> {
            Detectors.load(connection, to);
            return null;
        });
    }

    @Override
    public void replay(long afterMillis, Replay to) {
        keeper.moving().lock();
        try {
            Replayer replayer = new Replayer(live.recent(), afterMillis, to, damage);
            reading(connection -> {
                Chunks.after(connection, afterMillis, replayer::chunk);
                return null;
            });
            replayer.finish();
        } finally {
            keeper.moving().unlock();
        }
    }

    @Override
    public String trouble() {
        String text = damage.trouble().text();
        if (!damage.trouble().has(Trouble.Kind.DATABASE)) {
            return text;
        }
        return "%s; %d readings wait in memory, %d had to be dropped"
                .formatted(text, live.recent().waiting(), live.recent().dropped());
    }

    @Override
    public void close() {
        keeper.close();
    }

    StoreCounts counts() {
        Recent recent = live.recent();
        return new StoreCounts(
                readings.get(),
                recent.waiting(),
                recent.dropped(),
                refused.get(),
                damage.rows(),
                recent.memoryBytes());
    }

    /** The readings that can be kept, which are nearly always all of them. */
    private SampleBatch accepted(SampleBatch batch) {
        BitSet out = live.processes().unknown(batch);
        for (int i = 0; i < batch.size(); i++) {
            if (!isStorable(batch, i)) {
                out.set(i);
            }
        }
        if (out.isEmpty()) {
            return batch;
        }
        SampleBatch accepted = new SampleBatch();
        for (int i = 0; i < batch.size(); i++) {
            if (!out.get(i)) {
                accepted.add(
                        batch.process(i), batch.signal(i), batch.epochMillis(i), batch.value(i));
            }
        }
        return accepted;
    }

    private static boolean isStorable(SampleBatch batch, int reading) {
        long millis = batch.epochMillis(reading);
        return millis >= 0 && millis < LATEST && Double.isFinite(batch.value(reading));
    }

    private List<Chunk> chunks(int process, long fromMillis, long toMillis) {
        List<Chunk> chunks =
                reading(connection -> Chunks.within(connection, process, fromMillis, toMillis));
        return chunks == null ? List.of() : chunks;
    }

    private static void add(FrameReader frames, int code, long fromMillis, long toMillis, Points to)
            throws DamagedDataException {
        while (frames.next()) {
            long at = frames.millis();
            if (at >= fromMillis && at < toMillis && frames.has(code)) {
                to.add(at, frames.low(code), frames.high(code), frames.last(code));
            }
        }
    }

    /** What the database answers; null when it does not, which is told as trouble. */
    private <T> @Nullable T reading(Work<@Nullable T> work) {
        try {
            return access.read(work);
        } catch (SQLException e) {
            damage.trouble().is(Trouble.Kind.DATABASE, access.explain(e));
            return null;
        }
    }
}
