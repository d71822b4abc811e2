package dev.tidemark.monitor.api;

import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.http.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the monitor tells of the fleet over HTTP.
 *
 * <p>Lists are answered from a view of the fleet that is made at most once a second and never asks
 * the store; only the course of one process reads from it.
 */
public final class MonitorApi implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final History history;
    private final EventLog log;
    private final FleetEndpoints fleetEndpoints;
    private final ProcessEndpoints processEndpoints;
    private final EventsEndpoint events;
    private final StatusEndpoints status;
    private final FleetChanges changes;
    private final Consumer<RuntimeException> failures;
    private final Thread looking;
    private String trouble = "";

    /**
     * What it tells of.
     *
     * @param version of Tidemark
     * @param sources how each source of readings is
     * @param failures takes what should never happen
     */
    public record Parts(
            String version,
            Fleet fleet,
            History history,
            Supplier<List<SourceState>> sources,
            InstantSource clock,
            Consumer<RuntimeException> failures) {}

    /** Starts to look for changes; {@link #close} ends that. */
    public MonitorApi(Parts parts) {
        Answers answers = new Answers(parts.version());
        FleetIndex index = new FleetIndex(parts.fleet(), Map::of, parts.clock());
        this.history = parts.history();
        this.failures = parts.failures();
        this.log = new EventLog(Long.toString(parts.clock().millis(), Character.MAX_RADIX));
        this.fleetEndpoints = new FleetEndpoints(parts.fleet(), index, answers);
        this.changes = new FleetChanges(index, log);
        this.events = new EventsEndpoint(parts, index, log, changes);
        this.status = new StatusEndpoints(parts, index, events::streams);
        this.processEndpoints = new ProcessEndpoints(parts.fleet(), history, index, answers);
        this.looking = Thread.ofVirtual().name("tidemark-changes").start(this::look);
    }

    /** Adds all endpoints. */
    public void addTo(Routes routes) {
        fleetEndpoints.addTo(routes);
        processEndpoints.addTo(routes);
        events.addTo(routes);
        status.addTo(routes);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                lookOnce();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells those who follow what has changed. */
    void lookOnce() {
        try {
            status.measure();
            tellTrouble();
            // A view costs some: none is made while nobody follows.
            if (events.streams() > 0) {
                changes.look();
            }
        } catch (RuntimeException e) {
            failures.accept(e);
        }
    }

    private synchronized void tellTrouble() {
        String now = history.trouble();
        if (!now.equals(trouble)) {
            trouble = now;
            log.publish(
                    "status",
                    Json.object(json -> Json.text(json, "trouble", now.isEmpty() ? null : now)));
        }
    }

    @Override
    public void close() {
        looking.interrupt();
    }
}
