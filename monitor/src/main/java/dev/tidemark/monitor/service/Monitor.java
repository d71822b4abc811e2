package dev.tidemark.monitor.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.capture.linux.Machine;
import dev.tidemark.heap.Redaction;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.api.Incidents;
import dev.tidemark.monitor.api.MonitorApi;
import dev.tidemark.monitor.api.SourceState;
import dev.tidemark.monitor.detect.FleetPulse;
import dev.tidemark.monitor.detect.FleetWatch;
import dev.tidemark.monitor.evidence.EvidenceDesk;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.http.PageFiles;
import dev.tidemark.monitor.http.Routes;
import dev.tidemark.monitor.http.SafeServer;
import dev.tidemark.monitor.ingest.Catalog;
import dev.tidemark.monitor.ingest.Limits;
import dev.tidemark.monitor.ingest.OtlpReceiver;
import dev.tidemark.monitor.ingest.RemoteWriteReceiver;
import dev.tidemark.monitor.ingest.pull.SourceStatus;
import dev.tidemark.monitor.ingest.pull.Sources;
import dev.tidemark.monitor.metrics.Exposition;
import dev.tidemark.monitor.metrics.MetricsPage;
import dev.tidemark.monitor.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * A monitor that runs, from {@link #start} to {@link #close}.
 *
 * <p>Readings go from the sources through the fleet, which judges them, into the store; verdicts
 * become alerts; alerts that fire have evidence collected; the server tells of all of it.
 *
 * <p>Threads: any.
 */
public final class Monitor implements AutoCloseable {
    private static final PageFiles PAGE =
            new PageFiles(Monitor.class, "/dev/tidemark/monitor/web/");

    private static final int OK = 200;

    private final Parts parts;
    private final Fleet fleet;
    private final Alerts alerts;
    private final InetSocketAddress address;

    private Monitor(Parts parts, Fleet fleet, Alerts alerts, InetSocketAddress address) {
        this.parts = parts;
        this.fleet = fleet;
        this.alerts = alerts;
        this.address = address;
    }

    /**
     * Starts all parts; what had been started is closed again when one fails.
     *
     * @param version of Tidemark
     * @param failures takes what should never happen; the monitor goes on
     * @throws IOException if the store cannot be opened, or the address cannot be listened at
     */
    public static Monitor start(
            MonitorSettings settings, String version, Consumer<RuntimeException> failures)
            throws IOException {
        Parts parts = new Parts();
        try {
            return start(settings, version, new Wiring(parts, failures));
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /** What every part is started with. */
    private record Wiring(Parts parts, Consumer<RuntimeException> failures) {}

    private static Monitor start(MonitorSettings settings, String version, Wiring wiring)
            throws IOException {
        Parts parts = wiring.parts;
        InstantSource clock = InstantSource.system();
        Store store =
                parts.add(
                        Store.open(settings.store().location(), settings.store().retention()),
                        Store::close);
        Documents documents = store.documents();
        FleetWatch fleet =
                new FleetWatch(store.history(), FleetWatch.Limits.USUAL, System::nanoTime);
        parts.add(new FleetPulse(fleet, wiring.failures), FleetPulse::close);
        Mutes mutes = new Mutes(documents, settings.alerts().maintenance(), clock);
        Alerts alerts = new Alerts(settings.alerts().rules(), mutes, documents, clock);
        Outbox outbox =
                parts.add(
                        new Outbox(
                                settings.deliveries().channels(), documents, alerts::find, clock),
                        Outbox::close);
        alerts.tellBy(outbox);
        outbox.start();
        Redaction redaction = new Redaction();
        EvidenceDesk desk =
                parts.add(
                        EvidenceDesk.open(
                                settings.evidence(),
                                documents,
                                fleet,
                                alerts,
                                redaction::write,
                                version,
                                clock),
                        EvidenceDesk::close);
        parts.add(new Rounds(fleet, alerts, desk, outbox, wiring.failures), Rounds::close);
        Catalog catalog = new Catalog(fleet, settings.sources().labels(), Limits.standard(), clock);
        Sources sources =
                parts.add(
                        Sources.start(settings.sources(), catalog, fleet, Machine.local()),
                        Sources::close);
        Routes routes = new Routes();
        Receivers.add(routes, "/api/v1/write", new RemoteWriteReceiver(catalog));
        Receivers.add(routes, "/v1/metrics", new OtlpReceiver(catalog));
        MetricsPage metrics = new MetricsPage(fleet, alerts, outbox, List.of());
        routes.on(
                "GET",
                "/metrics",
                call -> call.answer(OK, Exposition.TYPE, metrics.text().getBytes(UTF_8)));
        MonitorApi api =
                parts.add(
                        new MonitorApi(
                                new MonitorApi.Parts(
                                        version,
                                        fleet,
                                        store.history(),
                                        () -> states(sources),
                                        clock,
                                        wiring.failures),
                                new Incidents(alerts, outbox, desk)),
                        MonitorApi::close);
        api.addTo(routes);
        SafeServer server =
                parts.add(
                        SafeServer.start(settings.server(), routes, PAGE, wiring.failures),
                        SafeServer::close);
        return new Monitor(parts, fleet, alerts, server.address());
    }

    private static List<SourceState> states(Sources sources) {
        return sources.status().stream().map(Monitor::state).toList();
    }

    private static SourceState state(SourceStatus status) {
        boolean up = status.error() == null;
        return new SourceState(
                status.source(), status.target(), 1, up ? 1 : 0, status.at(), status.error());
    }

    /** Where its page is; with the port that was free, if any was asked for. */
    public InetSocketAddress address() {
        return address;
    }

    /** The processes that it watches. */
    public Fleet fleet() {
        return fleet;
    }

    /** What it has to say. */
    public Alerts alerts() {
        return alerts;
    }

    /** Ends all parts, the youngest first, so that nothing that was taken in is lost. */
    @Override
    public void close() {
        parts.close();
    }

    /** What runs, in the order in which it was started. */
    private static final class Parts implements AutoCloseable {
        private final Deque<Runnable> closers = new ArrayDeque<>();

        <T> T add(T part, Consumer<T> close) {
            closers.push(() -> close.accept(part));
            return part;
        }

        @Override
        public void close() {
            while (!closers.isEmpty()) {
                closers.pop().run();
            }
        }
    }
}
