package dev.tidemark.monitor.fleet;

import dev.tidemark.model.Signal;
import java.util.Arrays;

/**
 * Readings of many processes in columns, so that a hundred thousand of them are five arrays. Not
 * thread-safe.
 */
public final class SampleBatch {
    private static final int INITIAL = 1024;

    private int[] processes = new int[INITIAL];
    private Signal[] signals = new Signal[INITIAL];
    private long[] millis = new long[INITIAL];
    private double[] values = new double[INITIAL];
    private int size;

    /** Adds a reading of a process, whose number is that of {@link History#register}. */
    public void add(int process, Signal signal, long epochMillis, double value) {
        if (size == processes.length) {
            int more = 2 * size;
            processes = Arrays.copyOf(processes, more);
            signals = Arrays.copyOf(signals, more);
            millis = Arrays.copyOf(millis, more);
            values = Arrays.copyOf(values, more);
        }
        processes[size] = process;
        signals[size] = signal;
        millis[size] = epochMillis;
        values[size] = value;
        size++;
    }

    /** Readings in it. */
    public int size() {
        return size;
    }

    public int process(int reading) {
        return processes[reading];
    }

    public Signal signal(int reading) {
        return signals[reading];
    }

    public long epochMillis(int reading) {
        return millis[reading];
    }

    public double value(int reading) {
        return values[reading];
    }
}
