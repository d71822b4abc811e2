package dev.tidemark.monitor.api;

import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.http.Routes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    private final List<Consumer<Routes>> endpoints = new ArrayList<>();
    private final EventsEndpoint events;
    private final StatusEndpoints status;
    private final FleetChanges changes;
    private final Consumer<RuntimeException> failures;
    private final Thread looking;
    private @Nullable EvidenceSnapshots snapshots;
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

    /** Tells of the fleet alone. Starts to look for changes; {@link #close} ends that. */
    public MonitorApi(Parts parts) {
        this(parts, null);
    }

    /**
     * Tells of the fleet, of alerts, and of the evidence for them. Starts to look for changes;
     * {@link #close} ends that.
     *
     * @param incidents null for none
     */
    public MonitorApi(Parts parts, @Nullable Incidents incidents) {
        FleetIndex index =
                new FleetIndex(
                        parts.fleet(),
                        incidents == null ? Map::of : incidents::openByProcess,
                        parts.clock());
        this.history = parts.history();
        this.failures = parts.failures();
        this.log = new EventLog(Long.toString(parts.clock().millis(), Character.MAX_RADIX));
        this.changes = new FleetChanges(index, log);
        this.events = new EventsEndpoint(parts, index, log, changes);
        this.status = new StatusEndpoints(parts, index, events::streams);
        Happenings happenings =
                incidents == null ? Happenings.NONE : new ProcessIncidents(parts, incidents);
        endpoints.add(
                new FleetEndpoints(parts.fleet(), index, new Answers(parts.version()))::addTo);
        endpoints.add(new ProcessEndpoints(parts, index, happenings)::addTo);
        endpoints.add(events::addTo);
        endpoints.add(status::addTo);
        if (incidents != null) {
            add(parts, incidents, index);
        }
        this.looking = Thread.ofVirtual().name("tidemark-changes").start(this::look);
    }

    private void add(Parts parts, Incidents incidents, FleetIndex index) {
        AlertEndpoints alerts = new AlertEndpoints(parts, incidents, index);
        CaptureEndpoints captures = new CaptureEndpoints(parts, incidents);
        EvidenceSnapshots opened = new EvidenceSnapshots(incidents.desk(), parts.version());
        snapshots = opened;
        endpoints.add(opened::addTo);
        endpoints.add(alerts::addTo);
        endpoints.add(captures::addTo);
        endpoints.add(new MuteEndpoints(parts, incidents)::addTo);
        alerts.tell(log);
        captures.tell(log);
        status.alerts(incidents.alerts());
    }

    /** Adds all endpoints. */
    public void addTo(Routes routes) {
        endpoints.forEach(endpoint -> endpoint.accept(routes));
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
        EvidenceSnapshots opened = snapshots;
        if (opened != null) {
            opened.close();
        }
    }
}
