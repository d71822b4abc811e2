package dev.tidemark.monitor.ingest.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.ingest.Catalog;
import dev.tidemark.monitor.ingest.IdentityLabels;
import dev.tidemark.monitor.ingest.Limits;
import dev.tidemark.monitor.ingest.RecordingIntake;
import dev.tidemark.monitor.settings.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ScraperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] PAGE = "process_resident_memory_bytes 7\n".getBytes(UTF_8);

    private final RecordingIntake intake = new RecordingIntake();
    private final Catalog catalog =
            new Catalog(
                    intake, IdentityLabels.standard(), Limits.standard(), InstantSource.system());
    private HttpServer server;

    @TempDir private Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        page("/metrics", PAGE);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void page(String path, byte[] body) {
        server.createContext(
                path,
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
    }

    private String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private Sources start(String settings) {
        Section section =
                new Section(
                        JsonMapper.shared()
                                .readTree(settings.replace('\'', '"').replace("HOST", address())),
                        "monitor.json: sources",
                        name -> null);
        return Sources.start(SourceSettings.of(section), catalog, intake, Machine.local());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private boolean failed(Sources sources, String words) {
        return sources.status().stream()
                .anyMatch(status -> status.error() != null && status.error().contains(words));
    }

    @Test
    void a_page_is_fetched_again_and_again_and_its_end_is_told() throws Exception {
        try (Sources sources =
                start(
                        "{'scrape': [{'service': 'shop', 'targets': ['HOST'],"
                                + " 'labels': {'version': '1.2'}, 'interval': '200ms'}]}")) {
            await(() -> intake.taken().size() >= 3);
            assertThat(sources.status()).extracting(SourceStatus::error).containsOnlyNulls();
            stop();
            await(() -> failed(sources, "expected an answer"));
        }

        ProcessKey key = new ProcessKey("shop", "1.2", address());
        assertThat(intake.taken())
                .allMatch(taken ->
                        taken.series().equals(new RecordingIntake.Series(key, Signal.RSS, "")));
        assertThat(intake.taken().getFirst().value()).isEqualTo(7);
        assertThat(intake.taken().getLast().value()).isNaN();
    }

    @Test
    void a_packed_page_is_unpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(PAGE);
        }
        server.createContext(
                "/packed",
                exchange -> {
                    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
                    exchange.sendResponseHeaders(200, packed.size());
                    packed.writeTo(exchange.getResponseBody());
                    exchange.close();
                });

        try (Sources sources =
                start("{'scrape': [{'targets': ['HOST'], 'path': '/packed', 'interval': '1s'}]}")) {
            await(() -> !intake.taken().isEmpty());
            assertThat(sources.status()).extracting(SourceStatus::error).containsOnlyNulls();
        }
    }

    @Test
    void a_target_that_never_answers_or_never_ends_keeps_no_other_waiting() throws Exception {
        server.createContext("/never", exchange -> awaitEnd());
        server.createContext(
                "/endless",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    byte[] line = "x 1\n".repeat(20_000).getBytes(UTF_8);
                    try (OutputStream out = exchange.getResponseBody()) {
                        while (true) {
                            out.write(line);
                        }
                    }
                });
        server.createContext(
                "/error",
                exchange -> {
                    exchange.sendResponseHeaders(500, -1);
                    exchange.close();
                });
        page("/html", "<html>".getBytes(UTF_8));

        try (Sources sources =
                start(
                        "{'scrape': ["
                                + "{'targets': ['HOST'], 'path': '/never', 'interval': '300ms'},"
                                + "{'targets': ['HOST'], 'path': '/endless', 'interval': '2s'},"
                                + "{'targets': ['HOST'], 'path': '/error', 'interval': '300ms'},"
                                + "{'targets': ['HOST'], 'path': '/html', 'interval': '300ms'},"
                                + "{'targets': ['HOST'], 'interval': '300ms'}]}")) {
            await(() -> failed(sources, "/never: expected an answer within 300 ms, found none"));
            await(() -> failed(sources, "/endless: expected"));
            await(() -> failed(sources, "/error: expected HTTP 200, found 500"));
            await(() -> failed(sources, "/html: line 1: expected a metric's name"));
            await(() -> !intake.taken().isEmpty());
            assertThat(sources.status())
                    .filteredOn(status -> status.error() == null)
                    .extracting(SourceStatus::target)
                    .containsExactly("http://" + address() + "/metrics");
        }
    }

    private static void awaitEnd() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void targets_come_and_go_with_the_files_that_name_them() throws Exception {
        page("/second", PAGE);
        Path file = folder.resolve("shop.json");
        write(file, "[{'targets': ['HOST'], 'labels': {'job': 'one'}}]");
        try (Sources sources =
                start(
                        "{'scrape': [{'files': ['%s/*.json', '%s/none.yml'], 'interval': '100ms'}]}"
                                .formatted(folder, folder))) {
            await(() -> watched("one"));

            write(file, "[{'targets': ['HOST'");
            await(() -> failed(sources, "shop.json: expected a list of targets"));
            write(
                    folder.resolve("more.json"),
                    """
                    - targets: ["HOST"]
                      labels:
                        job: two
                        __metrics_path__: /second
                    """);
            await(() -> watched("two"));
            int before = intake.taken().size();
            await(() -> intake.taken().size() > before + 10);
            assertThat(
                            intake.taken().subList(before, intake.taken().size()).stream()
                                    .map(taken -> taken.series().key().service()))
                    .as("a file that is half written counts as it was")
                    .contains("one", "two");

            write(file, "[]");
            await(() ->
                    sources.status().stream()
                            .noneMatch(status -> status.target().endsWith("/metrics")));
        }
    }

    private boolean watched(String service) {
        return intake.watched().keySet().stream().anyMatch(key -> key.service().equals(service));
    }

    private void write(Path file, String text) throws IOException {
        Path whole = folder.resolve("whole.tmp");
        Files.writeString(whole, text.replace('\'', '"').replace("HOST", address()));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Test
    void many_targets_do_not_come_at_once() {
        long[] waits = new long[200];
        for (int i = 0; i < waits.length; i++) {
            waits[i] =
                    ScrapeTargets.of(
                                    "10.0.0." + i + ":9100",
                                    "http",
                                    "/metrics",
                                    Map.of(),
                                    Map.of(),
                                    Duration.ofSeconds(10),
                                    null)
                            .firstWait()
                            .toMillis();
        }

        for (int second = 0; second < 10; second++) {
            long from = second * 1000L;
            assertThat(Arrays.stream(waits).filter(w -> w >= from && w < from + 1000))
                    .hasSizeBetween(5, 40);
        }
    }
}
