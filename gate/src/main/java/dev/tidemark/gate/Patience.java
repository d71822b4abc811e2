package dev.tidemark.gate;

import java.util.function.DoubleSupplier;

/**
 * How long a process may take for one answer. Time in which it was at work and had to share the
 * processors does not count in full, but as what it got of them: else a machine that is busy would
 * make a hang of what is only slow. For one answer and one thread.
 */
final class Patience {
    /** The clock may take so much longer in any case. */
    private static final double MOST_OF_THE_CLOCK = 5;

    /** Who gets less of the processors than this is waiting for something else. */
    private static final double AT_WORK = 0.05;

    private final double mostSeconds;
    private final DoubleSupplier clockSeconds;
    private final DoubleSupplier cpuSeconds;
    private final double begun;
    private double clock;
    private double cpu;
    private double counted;

    /**
     * Patience that begins now.
     *
     * @param clockSeconds what the time is
     * @param cpuSeconds that the process has taken so far
     */
    Patience(double mostSeconds, DoubleSupplier clockSeconds, DoubleSupplier cpuSeconds) {
        this.mostSeconds = mostSeconds;
        this.clockSeconds = clockSeconds;
        this.cpuSeconds = cpuSeconds;
        this.begun = clockSeconds.getAsDouble();
        this.clock = begun;
        this.cpu = cpuSeconds.getAsDouble();
    }

    /** Counts the time since it was asked last; whether there is none left. */
    boolean isOver() {
        double clockBefore = clock;
        double cpuBefore = cpu;
        clock = clockSeconds.getAsDouble();
        cpu = cpuSeconds.getAsDouble();
        double passed = clock - clockBefore;
        double worked = cpu - cpuBefore;
        counted += worked > AT_WORK * passed ? Math.min(worked, passed) : passed;
        return counted >= mostSeconds || clock - begun >= MOST_OF_THE_CLOCK * mostSeconds;
    }
}
