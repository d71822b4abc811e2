package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Kills the monitor while services send to it, and starts it again on what it left. */
class MonitorKillTest {
    private static final int PROCESSES = 50;
    private static final int PAUSE_MILLIS = 200;
    private static final Duration LOST_AT_MOST = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern PAGE = Pattern.compile("the page is at (http://\\S+)");

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir private Path folder;

    /** A request that was answered. */
    private record Taken(long millis, long atNanos) {}

    @Test
    void what_was_taken_ten_seconds_before_a_kill_is_there_after_it() throws Exception {
        Set<Long> safe;
        Process killed = start();
        try {
            safe = writeAndKill(killed);
        } finally {
            killed.destroyForcibly().waitFor();
        }
        assertThat(safe).as("something was taken early enough").isNotEmpty();

        Process again = start();
        try {
            String page = page(again);
            for (int process = 0; process < PROCESSES; process++) {
                assertThat(known(page, process, safe)).as("%d", process).containsAll(safe);
            }
        } finally {
            again.destroyForcibly().waitFor();
        }
        assertThat(folder.resolve("err.txt")).isEmptyFile();
    }

    private Process start() throws IOException {
        String data = folder.resolve("data").toString();
        return new Cli(folder).start("monitor", "--data", data, "--listen", "127.0.0.1:0");
    }

    /** Its address, once it says so. */
    private String page(Process monitor) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            String out = Files.readString(folder.resolve("out.txt"));
            Matcher page = PAGE.matcher(out);
            if (page.find()) {
                return page.group(1);
            }
            assertThat(monitor.isAlive()).as("it runs; it said:%n%s", out).isTrue();
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** The times of all readings that may not be lost. */
    private Set<Long> writeAndKill(Process monitor) throws IOException, InterruptedException {
        URI metrics = URI.create(page(monitor) + "/v1/metrics");
        List<Taken> taken = new ArrayList<>();
        do {
            long millis = System.currentTimeMillis();
            HttpRequest post =
                    HttpRequest.newBuilder(metrics)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(request(millis)))
                            .build();
            assertThat(client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            taken.add(new Taken(millis, System.nanoTime()));
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } while (System.nanoTime() - taken.getFirst().atNanos()
                < LOST_AT_MOST.plusSeconds(1).toNanos());
        long killed = System.nanoTime();
        monitor.destroyForcibly().waitFor();
        return taken.stream()
                .filter(one -> killed - one.atNanos() > LOST_AT_MOST.toNanos())
                .map(Taken::millis)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The times of the readings of a process that it has, from the first until the last of those.
     */
    private Set<Long> known(String page, int process, Set<Long> times)
            throws IOException, InterruptedException {
        JsonNode rows = get(page + "/api/v1/processes?q=" + instance(process)).get("rows");
        assertThat(rows).as("process %d is known", process).hasSize(1);
        Instant from = Instant.ofEpochMilli(times.stream().min(Long::compare).orElseThrow());
        Instant to = Instant.ofEpochMilli(times.stream().max(Long::compare).orElseThrow() + 1);
        String query = "?signals=rss&points=2000&from=" + from + "&to=" + to;
        int id = rows.get(0).get("id").asInt();
        Set<Long> known = new TreeSet<>();
        get(page + "/api/v1/processes/" + id + "/series" + query)
                .get("series")
                .get(0)
                .get("seconds")
                .forEach(second -> known.add(Math.round(second.asDouble() * 1e3)));
        return known;
    }

    private JsonNode get(String uri) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(URI.create(uri)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String instance(int process) {
        return "host-" + (1000 + process);
    }

    /** One reading of each process, by OpenTelemetry. */
    private static String request(long millis) {
        return IntStream.range(0, PROCESSES)
                .mapToObj(process ->
                        """
                        {"resource":{"attributes":[
                           {"key":"service.name","value":{"stringValue":"shop"}},
                           {"key":"service.instance.id","value":{"stringValue":"%s"}}]},
                         "scopeMetrics":[{"metrics":[{"name":"process.memory.usage","unit":"By","gauge":
                           {"dataPoints":[{"timeUnixNano":"%d000000","asDouble":%d}]}}]}]}
                        """
                                .formatted(instance(process), millis, 100_000_000 + process))
                .collect(Collectors.joining(",", "{\"resourceMetrics\":[", "]}"));
    }
}
