package dev.tidemark.cli;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCommandTest {
    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"(http://[^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir private Path folder;

    @Test
    void an_opened_snapshot_is_served_at_the_printed_address_until_it_is_ended() throws Exception {
        nodeHeap().snapshot().writeTo(folder.resolve("a.heapsnapshot"));
        Process open = new Cli(folder).start("open", "--json", "a.heapsnapshot");
        try (HttpClient browser =
                HttpClient.newBuilder()
                        .cookieHandler(new CookieManager())
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            URI address = address(open);
            assertThat(
                            browser.send(
                                    HttpRequest.newBuilder(address).build(),
                                    BodyHandlers.ofString()))
                    .matches(page -> page.statusCode() == 200)
                    .matches(page -> page.body().contains("<html"));
            URI list = address.resolve("/api/snapshots");
            assertThat(
                            browser.send(
                                            HttpRequest.newBuilder(list).build(),
                                            BodyHandlers.ofString())
                                    .body())
                    .contains("\"file\":\"a.heapsnapshot\"");
        } finally {
            open.destroy();
        }
        assertThat(open.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private URI address(Process open) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (open.isAlive() && Instant.now().isBefore(end)) {
            Matcher printed = ADDRESS.matcher(Files.readString(folder.resolve("out.txt")));
            if (printed.find()) {
                return URI.create(printed.group(1));
            }
            Thread.sleep(20);
        }
        throw new AssertionError(Files.readString(folder.resolve("err.txt")));
    }
}
