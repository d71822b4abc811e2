package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.SampleBatch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What came in within some minutes or hours: the frames of each process, in memory, and how far
 * they are in the journal. Not thread-safe.
 */
final class Segment {
    private final int number;
    private final Grouping grouping;

    private @Nullable FrameWriter[] frames = new FrameWriter[0];
    private int processes;

    /** By process: how many of its bytes are in the journal. */
    private int[] journaled = new int[0];

    /** Processes with bytes that are not in the journal. */
    private final BitSet dirty = new BitSet();

    private final double[] values = new double[SignalCode.COUNT];

    private long memoryBytes;
    private long readings;
    private long journaledReadings;
    private int rows;

    Segment(int number, Grouping grouping) {
        this.number = number;
        this.grouping = grouping;
    }

    /** Segments are numbered as they begin. */
    int number() {
        return number;
    }

    /** The bytes of memory that it takes, about. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Readings that are nowhere else. */
    long unsavedReadings() {
        return readings - journaledReadings;
    }

    /** Whether its readings are in the journal, at least some. */
    boolean isInJournal() {
        return rows > 0;
    }

    boolean isEmpty() {
        return processes == 0;
    }

    /** Adds readings of processes that are registered. */
    void append(SampleBatch batch) {
        grouping.each(batch, (process, order, size) -> append(batch, process, order, size));
        readings += batch.size();
    }

    /** What is not in the journal, as its next row. */
    Unsaved unsaved() {
        int[] whose = dirty.stream().toArray();
        dirty.clear();
        int[] ends = new int[whose.length];
        ByteWriter row = new ByteWriter();
        int before = 0;
        for (int i = 0; i < whose.length; i++) {
            FrameWriter writer = writer(whose[i]);
            int start = journaled[whose[i]];
            ends[i] = writer.size();
            row.varint(whose[i] - before);
            row.varint(ends[i] - start);
            writer.copyTo(row, start, ends[i]);
            before = whose[i];
        }
        return new Unsaved(number, rows, whose, ends, readings, row.toBytes());
    }

    /** It has been written: the next row begins after it. */
    void saved(Unsaved row) {
        for (int i = 0; i < row.processes().length; i++) {
            journaled[row.processes()[i]] = row.ends()[i];
        }
        journaledReadings = row.readings();
        rows = row.row() + 1;
    }

    /** It could not be written: the next row begins where it began. */
    void notSaved(Unsaved row) {
        for (int process : row.processes()) {
            dirty.set(process);
        }
    }

    /** Adds a row of the journal, after the one before it. */
    void restore(byte[] row) throws DamagedDataException {
        ByteReader in = new ByteReader(row);
        long process = 0;
        while (in.hasMore()) {
            process += in.varint();
            if (process > Integer.MAX_VALUE) {
                throw new DamagedDataException("the number of a process", String.valueOf(process));
            }
            FrameWriter writer = writer((int) process);
            int before = writer.memoryBytes();
            writer.addReadings(in.part(in.varint()).rest());
            memoryBytes += writer.memoryBytes() - before;
            journaled[(int) process] = writer.size();
        }
        rows++;
    }

    /** Hands out every process that it has readings of, by rising number. */
    void eachProcess(IntConsumer to) {
        for (int process = 0; process < frames.length; process++) {
            if (frames[process] != null) {
                to.accept(process);
            }
        }
    }

    /** The frames of a process; null if there are none. */
    @Nullable FrameWriter of(int process) {
        return process >= 0 && process < frames.length ? frames[process] : null;
    }

    private void append(SampleBatch batch, int process, int[] order, int size) {
        FrameWriter writer = writer(process);
        int before = writer.memoryBytes();
        int from = 0;
        while (from < size) {
            int to = from + 1;
            while (to < size && batch.epochMillis(order[to]) == batch.epochMillis(order[from])) {
                to++;
            }
            appendFrame(writer, batch, order, from, to);
            from = to;
        }
        memoryBytes += writer.memoryBytes() - before;
        dirty.set(process);
    }

    private void appendFrame(FrameWriter writer, SampleBatch batch, int[] order, int from, int to) {
        long signals = 0;
        for (int i = from; i < to; i++) {
            int code = SignalCode.of(batch.signal(order[i]));
            signals |= 1L << code;
            values[code] = batch.value(order[i]); // of two of the same time, the later one
        }
        writer.frame(batch.epochMillis(order[from]), signals);
        for (long left = signals; left != 0; left &= left - 1) {
            int code = Long.numberOfTrailingZeros(left);
            writer.reading(code, values[code]);
        }
    }

    private FrameWriter writer(int process) {
        if (process >= frames.length) {
            int length = Math.max(process + 1, 2 * frames.length);
            frames = Arrays.copyOf(frames, length);
            journaled = Arrays.copyOf(journaled, length);
        }
        FrameWriter writer = frames[process];
        if (writer == null) {
            writer = new FrameWriter();
            frames[process] = writer;
            memoryBytes += writer.memoryBytes();
            processes++;
        }
        return writer;
    }
}
