package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.SampleBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The readings of the last minutes or hours, in memory: one segment that takes more, and those that
 * are full and wait to become chunks. Its memory is bounded: when the database takes nothing, the
 * oldest segment goes. Threads: any; no call waits for the disk.
 */
final class Recent {
    private final StoreLimits limits;
    private final Grouping grouping = new Grouping();
    private final Deque<Segment> full = new ArrayDeque<>();
    private Segment active = new Segment(0, grouping);

    /** When the active segment took its first reading, by a clock that never jumps. */
    private long activeSince;

    private long dropped;

    Recent(StoreLimits limits) {
        this.limits = limits;
    }

    synchronized void append(SampleBatch batch, long nanoTime) {
        if (active.isEmpty()) {
            activeSince = nanoTime;
        }
        active.append(batch);
        if (active.memoryBytes() > limits.segmentBytes()) {
            seal();
            dropBeyond();
        }
    }

    /** What of the active segment is not in the journal; null if all is. */
    synchronized @Nullable Unsaved unsaved() {
        return active.unsavedReadings() == 0 ? null : active.unsaved();
    }

    /**
     * What became of a row.
     *
     * @param done whether it is in the journal
     */
    synchronized void written(Unsaved row, boolean done) {
        Segment segment = numbered(row.segment());
        if (segment != null && done) {
            segment.saved(row);
        } else if (segment != null) {
            segment.notSaved(row);
        }
    }

    /** Begins a new segment if the active one is older than segments become. */
    synchronized void sealOld(long nanoTime) {
        if (!active.isEmpty() && nanoTime - activeSince >= limits.segmentAge().toNanos()) {
            seal();
        }
    }

    /** The oldest segment that is full: nothing is added to it any more. Null if there is none. */
    synchronized @Nullable Segment oldestFull() {
        return full.peekFirst();
    }

    /** A full segment is in the database. */
    synchronized void done(Segment segment) {
        if (!full.remove(segment)) {
            dropped -= segment.unsavedReadings(); // it had to go while it was being written
        }
    }

    /** Takes over what was restored from the journal, before anything is added. */
    synchronized void restore(Segment segment, long nanoTime) {
        active = segment;
        activeSince = nanoTime;
    }

    /** The frames of a process, of the oldest segment first; each begins anew. */
    synchronized List<byte[]> frames(int process) {
        List<byte[]> frames = new ArrayList<>();
        for (Segment segment : full) {
            addFrames(segment, process, frames);
        }
        addFrames(active, process, frames);
        return frames;
    }

    /** Every process that it has readings of. */
    synchronized NavigableSet<Integer> processes() {
        NavigableSet<Integer> processes = new TreeSet<>();
        for (Segment segment : full) {
            segment.eachProcess(processes::add);
        }
        active.eachProcess(processes::add);
        return processes;
    }

    /** Readings that are in no database yet. */
    synchronized long waiting() {
        long waiting = active.unsavedReadings();
        for (Segment segment : full) {
            waiting += segment.unsavedReadings();
        }
        return waiting;
    }

    /** Readings that were in no database when their segment had to go. */
    synchronized long dropped() {
        return dropped;
    }

    synchronized long memoryBytes() {
        long bytes = active.memoryBytes();
        for (Segment segment : full) {
            bytes += segment.memoryBytes();
        }
        return bytes;
    }

    private void seal() {
        full.addLast(active);
        active = new Segment(active.number() + 1, grouping);
    }

    private void dropBeyond() {
        while (full.size() > 1 && memoryBytes() > limits.memoryBytes()) {
            // What of it is in the journal stays there, and comes back with the next start.
            dropped += full.removeFirst().unsavedReadings();
        }
    }

    private @Nullable Segment numbered(int number) {
        if (active.number() == number) {
            return active;
        }
        for (Segment segment : full) {
            if (segment.number() == number) {
                return segment;
            }
        }
        return null;
    }

    private static void addFrames(Segment segment, int process, List<byte[]> to) {
        FrameWriter writer = segment.of(process);
        if (writer != null) {
            to.add(writer.toBytes());
        }
    }
}
