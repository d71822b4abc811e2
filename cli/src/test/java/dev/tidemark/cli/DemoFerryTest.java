package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ferry line that {@code tidemark demo --jvm} hunts in: it has to work. */
class DemoFerryTest {
    @TempDir private Path folder;

    @Test
    void every_page_answers() throws Exception {
        try (Stream<Path> sources = Files.list(sources())) {
            for (Path source : sources.toList()) {
                Files.copy(source, folder.resolve(source.getFileName().toString()));
            }
        }
        List<String> command = new DemoFerry().command(folder);
        Process ferry = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (HttpClient http = HttpClient.newHttpClient();
                var output = ferry.inputReader()) {
            String port = Objects.requireNonNull(output.readLine()).replaceAll("\\D", "");

            assertThat(get(http, port, "/").body()).contains("05:00 Kyrkby-Norsund (Alma)");
            assertThat(get(http, port, "/sailing/7").body()).startsWith("SAILING no. 1001 ");
            assertThat(get(http, port, "/recent").body()).contains("Holmen");
            assertThat(get(http, port, "/sailing/x").statusCode()).isEqualTo(404);
            assertThat(get(http, port, "/engine").statusCode()).isEqualTo(404);
        } finally {
            ferry.destroy();
        }
    }

    @Test
    void the_source_does_not_give_the_leaks_away() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(sources())) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).doesNotContainIgnoringCase("leak");
            }
        }
    }

    private static HttpResponse<String> get(HttpClient http, String port, String path)
            throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(60))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Path sources() throws URISyntaxException {
        URL main = DemoFerryTest.class.getResource("demo/ferry/Main.java");
        return Path.of(Objects.requireNonNull(main).toURI()).resolveSibling("");
    }
}
