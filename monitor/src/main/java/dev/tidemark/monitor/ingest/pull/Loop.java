package dev.tidemark.monitor.ingest.pull;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Does something at a fixed pace, on a thread of its own that costs nothing while it waits. */
final class Loop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Thread thread;
    private final Flag stopped = new Flag();

    private Loop(String name, Duration first, Duration interval, Step step, Runnable end) {
        thread =
                Thread.ofVirtual()
                        .name(name)
                        .unstarted(() -> {
                            try {
                                run(first, interval, step);
                            } finally {
                                end.run();
                            }
                        });
    }

    /**
     * @param first how long to wait before the first step
     * @param interval from the beginning of a step to that of the next; after one that took longer,
     *     the next begins at once, and none is made up for
     */
    static Loop start(String name, Duration first, Duration interval, Step step) {
        return start(name, first, interval, step, () -> {});
    }

    /**
     * The same.
     *
     * @param end done at last, on the same thread
     */
    static Loop start(String name, Duration first, Duration interval, Step step, Runnable end) {
        Loop loop = new Loop(name, first, interval, step, end);
        loop.thread.start();
        return loop;
    }

    private void run(Duration first, Duration interval, Step step) {
        try {
            Duration rest = first;
            while (!stopped.await(rest)) {
                long began = System.nanoTime();
                if (!step.run()) {
                    return;
                }
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                rest = interval.compareTo(took) > 0 ? interval.minus(took) : Duration.ZERO;
            }
        } catch (InterruptedException e) {
            // Closed while a step took too long: nothing is left to do.
            stopped.set();
        }
    }

    boolean running() {
        return thread.isAlive();
    }

    /** Lets a step that has begun come to its end, without waiting for it. */
    void stop() {
        stopped.set();
    }

    /** Stops, and waits for the end; a step that takes too long is interrupted. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is done again and again. */
    interface Step {
        /** Whether to go on. Whatever it fails at is its own to deal with. */
        boolean run() throws InterruptedException;
    }

    /** Set once; others wait for it. */
    private static final class Flag {
        private final CountDownLatch latch = new CountDownLatch(1);

        void set() {
            latch.countDown();
        }

        boolean await(Duration atMost) throws InterruptedException {
            return latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
