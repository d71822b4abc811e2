package dev.tidemark.monitor.ingest.pull;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.ingest.Catalog;
import dev.tidemark.monitor.ingest.IdentityLabels;
import dev.tidemark.monitor.ingest.Limits;
import dev.tidemark.monitor.ingest.RecordingIntake;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusSourceTest {
    private static final long NOON = 1_800_000_000L;

    private final RecordingIntake intake = new RecordingIntake();
    private final List<String> asked = new ArrayList<>();
    private Instant now = Instant.ofEpochSecond(NOON);
    private final InstantSource clock = () -> now;
    private final StatusBoard board = new StatusBoard(clock);
    private final Pages pages = new Pages(1 << 20, null);
    private HttpServer server;
    private String error = "";

    /** A server that scrapes two metrics of one process every 15 seconds. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/api/v1/query",
                exchange -> {
                    String form =
                            URLDecoder.decode(
                                    new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                                    UTF_8);
                    asked.add(form);
                    byte[] body = (error.isEmpty() ? answer(form) : error).getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        pages.close();
        server.stop(0);
    }

    private static String answer(String form) {
        double until = Double.parseDouble(form.replaceFirst(".*&time=", ""));
        long seconds = Long.parseLong(form.replaceFirst(".*\\[(\\d+)s].*", "$1"));
        return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
                + series("process_resident_memory_bytes", until, seconds)
                + ","
                + series("nodejs_heap_size_used_bytes", until, seconds)
                + "]}}";
    }

    private static String series(String name, double until, long seconds) {
        List<String> values = new ArrayList<>();
        for (long time = NOON - 3600; time <= until; time += 15) {
            if (time > until - seconds) {
                values.add("[%d.5,\"%d\"]".formatted(time, time - NOON + 100_000));
            }
        }
        return "{\"metric\":{\"__name__\":\"%s\",\"job\":\"shop\",\"instance\":\"a\"},\"values\":[%s]}"
                .formatted(name, String.join(",", values));
    }

    private PrometheusSource source() {
        Catalog catalog = new Catalog(intake, IdentityLabels.standard(), Limits.standard(), clock);
        return new PrometheusSource(
                new PrometheusSettings(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                        "namespace=\"shop\"",
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(30),
                        null),
                catalog,
                board,
                pages);
    }

    private List<Long> times(Signal signal) {
        return intake.taken().stream()
                .filter(taken -> taken.series().signal() == signal)
                .map(RecordingIntake.Taken::epochMillis)
                .toList();
    }

    @Test
    void the_past_is_told_once_in_the_order_of_time_and_then_what_is_new() throws Exception {
        PrometheusSource source = source();
        source.step();
        for (int i = 0; i < 4; i++) {
            now = now.plusSeconds(15);
            source.step();
        }

        assertThat(board.all()).extracting(SourceStatus::error).containsOnlyNulls();
        List<Long> expected = new ArrayList<>();
        for (long time = NOON - 1830; time <= NOON + 60; time += 15) {
            expected.add(time * 1000 + 500);
        }
        assertThat(times(Signal.RSS)).isEqualTo(expected).isEqualTo(times(Signal.HEAP_USED));
        assertThat(intake.watched().keySet()).containsExactly(new ProcessKey("shop", "", "a"));
        assertThat(intake.taken().stream().limit(240).map(RecordingIntake.Taken::epochMillis))
                .isSorted();
        assertThat(asked).hasSize(3 + 4);
        assertThat(asked.getFirst())
                .contains("nodejs_heap_size_used_bytes|", ",namespace=\"shop\"}[631s]");
    }

    @Test
    void a_server_that_refuses_is_asked_again_for_all_of_it() throws Exception {
        PrometheusSource source = source();
        error = "{\"status\":\"error\",\"error\":\"too many samples\"}";
        source.step();
        assertThat(board.all())
                .singleElement()
                .satisfies(status ->
                        assertThat(status.error())
                                .endsWith("expected series, found too many samples"));

        error = "";
        source.step();

        assertThat(times(Signal.RSS)).hasSizeGreaterThan(119);
        assertThat(board.all()).extracting(SourceStatus::error).containsOnlyNulls();
    }
}
