package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The monitor with its bundled services, as a new user starts it. Most of the time it waits for
 * them to grow: other tests run meanwhile.
 */
@Execution(ExecutionMode.CONCURRENT)
class MonitorDemoLiveTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Pattern PAGE = Pattern.compile("the page is at (http://\\S+)");

    @TempDir private Path folder;

    @BeforeAll
    static void requireNode() {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
    }

    @Test
    void the_two_that_leak_are_alerted_and_named_and_the_others_are_left_in_peace()
            throws Exception {
        Process monitor = new Cli(folder).start("monitor", "--demo", "--listen", "127.0.0.1:0");
        try {
            awaitLine(monitor, "checkout 2.7.0 leaks", "module checkout.js > openBaskets : Map");
            awaitLine(monitor, "tickets 3.2.0 leaks", "fleet.Tickets.PRICES");
            assertThat(alerts(monitor)).allMatch(line -> line.contains(" leaks "));
            assertThat(out()).doesNotContain("catalog", "gateway", "quotes");
            assertThat(get("/api/v1/fleet"))
                    .contains("\"leaking\":2")
                    .contains("checkout", "catalog", "gateway", "tickets", "quotes");
        } finally {
            monitor.destroy();
            monitor.waitFor(60, TimeUnit.SECONDS);
        }
        assertThat(out()).contains("what it knows is kept in");
        assertThat(Files.readString(folder.resolve("err.txt"))).isEmpty();
    }

    private List<String> alerts(Process monitor) throws IOException {
        assertThat(monitor.isAlive()).isTrue();
        return out().lines().filter(line -> line.contains("  ALERT  ")).toList();
    }

    /** Waits for a line with both texts. */
    private void awaitLine(Process monitor, String one, String other)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (out().lines().noneMatch(line -> line.contains(one) && line.contains(other))) {
            assertThat(monitor.isAlive()).as("it runs on; it said:%n%s", out()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("time until %s is named; it said:%n%s", one, out())
                    .isLessThan(PATIENCE);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private String get(String path) throws IOException, InterruptedException {
        Matcher page = PAGE.matcher(out());
        assertThat(page.find()).isTrue();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(page.group(1) + path)).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private String out() throws IOException {
        return Files.readString(folder.resolve("out.txt"));
    }
}
