package dev.tidemark.monitor.ingest.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.ingest.Catalog;
import dev.tidemark.monitor.ingest.IdentityLabels;
import dev.tidemark.monitor.ingest.Limits;
import dev.tidemark.monitor.ingest.RecordingIntake;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Against a server that answers as the API of a cluster has answered. */
class KubernetesPodsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final byte[] PAGE = "process_resident_memory_bytes 7\n".getBytes(UTF_8);

    private final RecordingIntake intake = new RecordingIntake();
    private final Catalog catalog =
            new Catalog(
                    intake, IdentityLabels.standard(), Limits.standard(), InstantSource.system());
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> lists = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private HttpServer server;

    @TempDir private Path folder;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> answer(exchange, PAGE));
        server.createContext("/api/v1/namespaces/shop/pods", this::api);
        server.start();
        Files.writeString(folder.resolve("token"), "secret\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    /** A list is answered whole; a watch goes on until an event says {@code end}. */
    private void api(HttpExchange exchange) throws IOException {
        asked.add(
                exchange.getRequestURI().getQuery()
                        + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
        try {
            if (!exchange.getRequestURI().getQuery().startsWith("watch=1")) {
                answer(exchange, lists.take().getBytes(UTF_8));
                return;
            }
            exchange.sendResponseHeaders(200, 0);
            for (String event = events.take(); !event.equals("end"); event = events.take()) {
                exchange.getResponseBody().write((event.replace("\n", "") + "\n").getBytes(UTF_8));
                exchange.getResponseBody().flush();
            }
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String pod(String name, int version, boolean scraped) throws IOException {
        try (InputStream in = RecordingIntake.class.getResourceAsStream("pod.json")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                    .replace("NAME", name)
                    .replace("VERSION", Integer.toString(version))
                    .replace("SCRAPE", Boolean.toString(scraped))
                    .replace("PORT", Integer.toString(server.getAddress().getPort()));
        }
    }

    private static String list(int version, String more, String... pods) {
        return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"%d\",\"continue\":\"%s\"},\"items\":[%s]}"
                .formatted(version, more, String.join(",", pods));
    }

    private static String event(String type, String object) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object);
    }

    private Sources start() {
        String settings =
                "{\"kubernetes\":{\"api\":\"http://127.0.0.1:%d\",\"token_file\":\"%s\",\"namespaces\":[\"shop\"],\"interval\":\"200ms\"}}"
                        .formatted(server.getAddress().getPort(), folder.resolve("token"));
        return Sources.start(
                SourceSettings.of(
                        new Section(
                                JsonMapper.shared().readTree(settings), "sources", name -> null)),
                catalog,
                intake,
                Machine.local());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    private boolean scraped(Sources sources, String... names) {
        List<String> pages =
                sources.status().stream()
                        .filter(status -> status.source().equals("scrape"))
                        .map(status -> status.target().replaceFirst(".*/", ""))
                        .toList();
        return pages.equals(List.of(names));
    }

    @Test
    void pods_are_listed_then_watched_and_listed_again_when_the_version_is_too_old()
            throws Exception {
        lists.add(list(90, "page2", pod("one", 80, true), pod("silent", 81, false)));
        lists.add(list(100, "", pod("two", 82, true)));
        try (Sources sources = start()) {
            await(() -> scraped(sources, "one", "two"));
            assertThat(intake.watched().keySet())
                    .containsExactlyInAnyOrder(
                            new ProcessKey("checkout", "1.4.2", "shop/one"),
                            new ProcessKey("checkout", "1.4.2", "shop/two"));

            events.add(event("ADDED", pod("three", 110, true)));
            events.add(event("DELETED", pod("one", 111, true)));
            events.add(event("MODIFIED", pod("silent", 112, true)));
            await(() -> scraped(sources, "silent", "three", "two"));
            events.add(event("MODIFIED", pod("silent", 113, false)));
            events.add(
                    event(
                            "BOOKMARK",
                            "{\"kind\":\"Pod\",\"metadata\":{\"resourceVersion\":\"150\"}}"));
            events.add("end");
            await(() -> scraped(sources, "three", "two"));

            lists.add(list(300, "", pod("four", 290, true)));
            events.add(
                    event(
                            "ERROR",
                            "{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410,\"message\":\"too"
                                    + " old resource version: 150 (299)\"}"));
            await(() -> scraped(sources, "four"));
            await(() -> asked.size() == 6);
            assertThat(sources.status()).extracting(SourceStatus::error).containsOnlyNulls();
            events.add("end");
        }

        String watch = "watch=1&allowWatchBookmarks=true&timeoutSeconds=300&resourceVersion=";
        assertThat(asked.subList(0, 6))
                .containsExactly(
                        "limit=500 Bearer secret",
                        "limit=500&continue=page2 Bearer secret",
                        watch + "100 Bearer secret",
                        watch + "150 Bearer secret",
                        "limit=500 Bearer secret",
                        watch + "300 Bearer secret");
    }

    @Test
    void an_api_that_answers_something_else_is_told_and_asked_again() throws Exception {
        lists.add("not json");
        lists.add("{\"kind\":\"Status\",\"code\":403}");
        lists.add(list(5, "", pod("one", 4, true)));
        try (Sources sources = start()) {
            await(() -> scraped(sources, "one"));
            events.add("{\"type\":");
            await(() ->
                    sources.status().stream()
                            .anyMatch(status ->
                                    status.source().equals("kubernetes")
                                            && status.error() != null));
            assertThat(scraped(sources, "one")).as("what was known is kept meanwhile").isTrue();
            events.add("end");
            lists.add(list(6, ""));
            await(() -> scraped(sources));
            events.add("end");
        }
    }

    @Test
    void a_pod_is_named_by_what_made_it_where_no_label_says() throws Exception {
        String pod = pod("one", 1, true).replace("\"app\": \"checkout\",", "");

        assertThat(
                        PodTargets.of(JsonMapper.shared().readTree(pod), Duration.ofSeconds(1))
                                .map(ScrapeTarget::labels))
                .hasValueSatisfying(labels ->
                        assertThat(labels)
                                .containsAllEntriesOf(
                                        Map.of(
                                                "job", "checkout",
                                                "namespace", "shop",
                                                "pod", "one",
                                                "container", "checkout")));
        String pending = pod.replace("\"Running\"", "\"Pending\"");
        assertThat(PodTargets.of(JsonMapper.shared().readTree(pending), Duration.ofSeconds(1)))
                .isEmpty();
    }
}
