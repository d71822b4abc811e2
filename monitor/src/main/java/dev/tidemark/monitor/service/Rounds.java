package dev.tidemark.monitor.service;

import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.detect.FleetWatch;
import dev.tidemark.monitor.evidence.EvidenceDesk;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Every few seconds: from verdicts to alerts, and from alerts to evidence. */
final class Rounds implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final int ROUNDS_AN_HOUR = 1200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FleetWatch fleet;
    private final Alerts alerts;
    private final EvidenceDesk desk;
    private final Outbox outbox;
    private final Consumer<RuntimeException> failures;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    /** Starts; {@link #close} ends. */
    Rounds(
            FleetWatch fleet,
            Alerts alerts,
            EvidenceDesk desk,
            Outbox outbox,
            Consumer<RuntimeException> failures) {
        this.fleet = fleet;
        this.alerts = alerts;
        this.desk = desk;
        this.outbox = outbox;
        this.failures = failures;
        this.thread = Thread.ofPlatform().daemon().name("tidemark-alerts").start(this::run);
    }

    private void run() {
        try {
            for (int round = 0;
                    !ended.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
                    round = (round + 1) % ROUNDS_AN_HOUR) {
                round(round == 0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(boolean tidiesUp) {
        try {
            alerts.observe(fleet.processes());
            desk.look();
            if (tidiesUp) {
                alerts.forgetOld();
                outbox.forgetOld();
            }
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
