package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import java.io.IOException;
import java.time.Duration;

/**
 * Has a workload do its operations, and keeps account of them: how many, how long, and what of the
 * budget is left.
 */
final class Meter {
    /** Operations are handed on in portions of about this time, so that one that hangs is seen. */
    private static final double PORTION_SECONDS = 1;

    /** What waits costs others nothing, and us time: it counts for so much of it. */
    private static final double PRICE_OF_WAITING = 1 / 3.0;

    /** The clock may take so much longer than the processors. */
    private static final double PATIENCE = 5;

    private static final double SHORTEST_IDLE = 0.2;
    private static final double LONGEST_IDLE = 5;

    private static final long FIRST_ROUND_LIMIT = 1000;
    private static final double FIRST_ROUND_SECONDS = 0.2;

    private final Workload workload;
    private final GateProgress progress;
    private final Duration budget;
    private final long start = System.nanoTime();
    private final double cpuBefore = ownCpuSeconds();
    private long operations;
    private double secondsEach;
    private double clockEach;

    Meter(Workload workload, GateProgress progress, Duration budget) {
        this.workload = workload;
        this.progress = progress;
        this.budget = budget;
    }

    /**
     * One operation, then twice as many each time, until it is known how long one takes.
     *
     * @param mostGrowth of the live heap, in bytes, at which it ends as well
     * @return bytes by which the live heap grew for one operation, warming up included
     */
    double findPace(double mostGrowth) throws CaptureException, IOException, InterruptedException {
        double before = workload.liveBytes();
        portion(1);
        long round = 1;
        double took;
        double growth;
        do {
            round *= 2;
            took = portion(round);
            growth = workload.liveBytes() - before;
        } while (took < FIRST_ROUND_SECONDS && round < FIRST_ROUND_LIMIT && growth < mostGrowth);
        return Math.max(0, growth) / operations;
    }

    /** Does so many operations. */
    void run(long count) throws IOException, InterruptedException {
        long left = count;
        while (left > 0) {
            long portion = Math.min(left, Math.max(1, within(PORTION_SECONDS)));
            portion(portion);
            left -= portion;
        }
    }

    /** Lets about as much time go by as so many operations take, without any. */
    void idle(long count) throws InterruptedException {
        double seconds = Math.clamp(clockEach * count, SHORTEST_IDLE, LONGEST_IDLE);
        Thread.sleep(Duration.ofMillis((long) (seconds * 1000)));
    }

    private double portion(long count) throws IOException, InterruptedException {
        double cpu = workload.cpuSeconds();
        long clock = System.nanoTime();
        workload.run(count);
        double waited = (System.nanoTime() - clock) / 1e9;
        double took = Math.max(waited * PRICE_OF_WAITING, workload.cpuSeconds() - cpu);
        operations += count;
        clockEach = waited / count;
        secondsEach = took / count;
        progress.operations(operations);
        return took;
    }

    /** How many operations take about so long; at least one. */
    long within(double seconds) {
        return Math.max(1, (long) Math.min(seconds / secondsEach, 1e9));
    }

    long operations() {
        return operations;
    }

    /** CPU seconds of the process and of ourselves. */
    double cpuSeconds() {
        return workload.cpuSeconds() + ownCpuSeconds() - cpuBefore;
    }

    /** What is left of the budget, in seconds; below 0 when it is overdrawn. */
    double secondsLeft() {
        double clock = (System.nanoTime() - start) / 1e9;
        return budget.toMillis() / 1000.0 - Math.max(cpuSeconds(), clock / PATIENCE);
    }

    private static double ownCpuSeconds() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(cpu -> cpu.toNanos() / 1e9)
                .orElse(0.0);
    }
}
