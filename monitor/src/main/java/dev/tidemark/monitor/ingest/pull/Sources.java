package dev.tidemark.monitor.ingest.pull;

import dev.tidemark.capture.linux.Machine;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.ingest.Catalog;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that fetches, running until it is closed. Threads: any. */
public final class Sources implements AutoCloseable {
    private static final Duration FILES_INTERVAL = Duration.ofSeconds(5);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final int MOST_PAGE_BYTES = 32 << 20;

    private final StatusBoard board;
    private final Scraper scraper;
    private final LocalProcesses local;
    private final List<Loop> finders = new ArrayList<>();
    private final List<KubernetesApi> clusters = new ArrayList<>();

    private Sources(StatusBoard board, Scraper scraper, LocalProcesses local) {
        this.board = board;
        this.scraper = scraper;
        this.local = local;
    }

    /**
     * Starts all sources of the settings; targets that cannot be reached are tried again.
     *
     * @param catalog where pages of metrics are handed in
     * @param intake where samples of processes of this machine are handed in
     */
    public static Sources start(
            SourceSettings settings, Catalog catalog, Intake intake, Machine machine) {
        StatusBoard board = new StatusBoard(machine.clock());
        Pages pages = new Pages(MOST_PAGE_BYTES, null);
        Scraper scraper = new Scraper(catalog, board, pages);
        LocalProcesses local = new LocalProcesses(machine, intake, board, settings.local());
        Sources sources = new Sources(board, scraper, local.start());
        for (int i = 0; i < settings.scrape().size(); i++) {
            sources.scrape("scrape[" + i + "]", settings.scrape().get(i));
        }
        for (PrometheusSettings each : settings.prometheus()) {
            PrometheusSource source = new PrometheusSource(each, catalog, board, pages);
            sources.finders.add(
                    Loop.start(
                            "prometheus " + each.url(),
                            Duration.ZERO,
                            each.interval(),
                            source::step));
        }
        KubernetesSettings cluster = settings.kubernetes();
        if (cluster != null) {
            sources.watchPods(cluster);
        }
        return sources;
    }

    private void watchPods(KubernetesSettings settings) {
        try {
            KubernetesApi api = new KubernetesApi(settings);
            clusters.add(api);
            List<String> namespaces =
                    settings.namespaces().isEmpty() ? List.of("") : settings.namespaces();
            for (String namespace : namespaces) {
                KubernetesPods pods = new KubernetesPods(settings, namespace, api, scraper, board);
                finders.add(Loop.start("pods " + namespace, Duration.ZERO, RECONNECT, pods::step));
            }
        } catch (IOException e) {
            board.put(
                    "kubernetes",
                    settings.api().toString(),
                    board.clock().instant(),
                    String.valueOf(e.getMessage()));
        }
    }

    private void scrape(String name, ScrapeSettings settings) {
        scraper.targets(
                name,
                settings.targets().stream().map(one -> settings.target(one, Map.of())).toList());
        if (!settings.files().isEmpty()) {
            TargetFiles files = new TargetFiles(settings);
            finders.add(
                    Loop.start(
                            name + " files",
                            Duration.ZERO,
                            FILES_INTERVAL,
                            () -> {
                                Instant began = board.clock().instant();
                                scraper.targets(name + " files", files.targets());
                                board.put(
                                        "files",
                                        String.join(", ", settings.files()),
                                        began,
                                        files.trouble().orElse(null));
                                return true;
                            }));
        }
    }

    /** How each target was read last, in the order of their names. */
    public List<SourceStatus> status() {
        return board.all();
    }

    /** Stops, and leaves every process as it was. */
    @Override
    public void close() {
        finders.forEach(Loop::stop);
        clusters.forEach(KubernetesApi::close);
        scraper.close();
        finders.forEach(Loop::close);
        local.close();
    }
}
