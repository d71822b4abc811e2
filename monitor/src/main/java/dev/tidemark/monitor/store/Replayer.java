package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.History.Replay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NavigableSet;

/**
 * Hands out readings process by process, those of one oldest first: of chunks, which come by
 * process, and of what is still in memory. Not thread-safe.
 */
final class Replayer {
    private final Recent recent;
    private final long afterMillis;
    private final Replay to;
    private final Runnable damaged;

    /** Those with frames in memory whose turn has not come. */
    private final NavigableSet<Integer> waiting;

    private int process = -1;

    private long[] millis = new long[1024];
    private int[] codes = new int[1024];
    private double[] values = new double[1024];
    private int size;
    private boolean rising = true;

    Replayer(Recent recent, long afterMillis, Replay to, Runnable damaged) {
        this.recent = recent;
        this.afterMillis = afterMillis;
        this.to = to;
        this.damaged = damaged;
        waiting = recent.processes();
    }

    /** Those of a process come together, and processes by rising number. */
    void chunk(Chunk chunk) {
        if (chunk.process() != process) {
            finishBelow(chunk.process());
            process = chunk.process();
        }
        try {
            add(chunk.frames());
        } catch (DamagedDataException e) {
            damaged.run();
        }
    }

    /** No more chunks come. */
    void finish() {
        finishBelow(Integer.MAX_VALUE);
    }

    private void finishBelow(int next) {
        handOut();
        while (!waiting.isEmpty() && waiting.first() < next) {
            process = waiting.first();
            handOut();
        }
    }

    private void handOut() {
        if (process < 0) {
            return;
        }
        if (waiting.remove(process)) {
            for (byte[] frames : recent.frames(process)) {
                try {
                    add(FrameReader.of(new ByteReader(frames), Tier.RAW));
                } catch (DamagedDataException e) {
                    throw new IllegalStateException(e); // it is our own memory
                }
            }
        }
        Integer[] order = order();
        for (int i = 0; i < size; i++) {
            int at = order.length == 0 ? i : order[i];
            to.reading(process, SignalCode.signal(codes[at]), millis[at], values[at]);
        }
        size = 0;
        rising = true;
        process = -1;
    }

    private void add(FrameReader frames) throws DamagedDataException {
        while (frames.next()) {
            if (frames.millis() > afterMillis) {
                for (long left = frames.signals(); left != 0; left &= left - 1) {
                    int code = Long.numberOfTrailingZeros(left);
                    add(frames.millis(), code, frames.last(code));
                }
            }
        }
    }

    private void add(long at, int code, double value) {
        if (size == millis.length) {
            int more = 2 * size;
            millis = Arrays.copyOf(millis, more);
            codes = Arrays.copyOf(codes, more);
            values = Arrays.copyOf(values, more);
        }
        rising &= size == 0 || millis[size - 1] <= at;
        millis[size] = at;
        codes[size] = code;
        values[size] = value;
        size++;
    }

    /** By time, then as they came in; empty when they came in by time. */
    private Integer[] order() {
        if (rising) {
            return new Integer[0];
        }
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingLong(i -> millis[i]));
        return order;
    }
}
