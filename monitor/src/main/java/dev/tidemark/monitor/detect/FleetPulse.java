package dev.tidemark.monitor.detect;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Keeps a fleet going: closes and keeps readings every second, judges on a thread of its own. */
public final class FleetPulse implements AutoCloseable {
    /** Every detector is saved once in so many seconds. */
    private static final int SAVED_EVERY = 60;

    /**
     * A verdict takes up to milliseconds. A fleet of some ten thousand gets to each of its
     * processes every few minutes by this, and leaves most of a processor to the readings.
     */
    private static final Duration JUDGING_A_SECOND = Duration.ofMillis(300);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FleetWatch fleet;
    private final Consumer<RuntimeException> failures;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread closing;
    private final Thread judging;
    private long turn;

    /**
     * Starts; {@link #close} ends.
     *
     * @param failures takes what should never happen; the beat goes on after it
     */
    public FleetPulse(FleetWatch fleet, Consumer<RuntimeException> failures) {
        this.fleet = fleet;
        this.failures = failures;
        this.closing = start("tidemark-readings", fleet::tick);
        this.judging = start("tidemark-verdicts", this::judge);
    }

    private Thread start(String name, Runnable task) {
        return Thread.ofPlatform().daemon().name(name).start(() -> everySecond(task));
    }

    private void everySecond(Runnable task) {
        try {
            while (!ended.await(1, TimeUnit.SECONDS)) {
                beat(task);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    private void judge() {
        fleet.judge(JUDGING_A_SECOND);
        fleet.save(turn++, SAVED_EVERY);
        if (turn % SAVED_EVERY == 0) {
            fleet.forgetAbsent();
        }
    }

    /** Ends both threads, then closes and saves what there is. */
    @Override
    public void close() {
        ended.countDown();
        try {
            closing.join(PATIENCE);
            judging.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        fleet.finish();
        fleet.save(0, 1);
    }
}
