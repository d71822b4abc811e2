package dev.tidemark.monitor.store;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the journal back to memory at the start. Of segments before the last one, which are left
 * when a monitor ended before they were chunks, chunks are made at once. Not thread-safe.
 */
final class Restore {
    private final Live live;
    private final Keeper keeper;
    private final Runnable damaged;
    private final Grouping grouping;

    private @Nullable Segment segment;
    private boolean broken;

    Restore(Live live, Keeper keeper, Runnable damaged, Grouping grouping) {
        this.live = live;
        this.keeper = keeper;
        this.damaged = damaged;
        this.grouping = grouping;
    }

    static void run(Access access, Live live, Keeper keeper, Runnable damaged) throws SQLException {
        Restore restore = new Restore(live, keeper, damaged, new Grouping());
        access.read(connection -> {
            live.processes().load(connection);
            Journal.load(connection, restore::row);
            return null;
        });
        restore.finish();
    }

    private void row(int number, byte[] data) throws SQLException {
        Segment current = segment;
        if (current == null || current.number() != number) {
            if (current != null) {
                toChunks(current);
            }
            current = new Segment(number, grouping);
            segment = current;
            broken = false;
        }
        if (broken) {
            return;
        }
        try {
            current.restore(Packed.unpack(data).rest());
        } catch (DamagedDataException e) {
            broken = true; // what follows are differences to it
            damaged.run();
        }
    }

    private void finish() throws SQLException {
        Segment current = segment;
        if (current == null) {
            return;
        }
        if (broken) {
            toChunks(current);
            current = new Segment(current.number() + 1, grouping);
        }
        seen(current);
        live.recent().restore(current, keeper.nanos());
    }

    private void toChunks(Segment older) throws SQLException {
        seen(older);
        keeper.toChunks(older);
    }

    private void seen(Segment restored) {
        restored.eachProcess(process -> {
            FrameWriter frames = restored.of(process);
            if (frames != null) {
                live.processes().seen(process, frames.firstMillis(), frames.lastMillis());
            }
        });
    }
}
