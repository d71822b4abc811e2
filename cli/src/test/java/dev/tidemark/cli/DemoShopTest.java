package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop that {@code tidemark demo} hunts in: it has to work, and to leak as announced. */
class DemoShopTest {
    private static final int REQUESTS = 500;

    @TempDir private Path folder;

    private NodeProcess shop;

    @BeforeAll
    static void requireNode() {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
    }

    @BeforeEach
    void start() throws URISyntaxException {
        Path probe = NodePrograms.memoryProbe(NodePrograms.unpackTo(folder));
        List<String> flags = List.of("--require", probe.toString());
        shop =
                NodeRuntime.any()
                        .orElseThrow()
                        .start(shopFolder().resolve("server.js"), flags, Map.of());
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void every_page_answers() {
        assertThat(shop.get("/").body()).contains("Lantern 1, Sextant 7");
        assertThat(shop.get("/product/12").body()).contains("<h1>Buoy 12</h1>", "GBP");
        assertThat(shop.get("/search?q=anchor+deck").body()).contains("\"name\":\"Anchor ");
        assertThat(shop.get("/recommended").body()).contains("navigation");
        assertThat(shop.get("/health").body()).contains("\"ok\":true");
        assertThat(shop.get("/logout").statusCode()).isEqualTo(204);
        assertThat(shop.get("/product/0").statusCode()).isEqualTo(404);
        assertThat(shop.get("/basement").statusCode()).isEqualTo(404);
    }

    @Test
    void a_visit_to_a_product_leaks_about_two_to_three_kilobytes() {
        shop.load(REQUESTS, "/product/{n}");
        long before = shop.step().heapUsed();
        shop.load(REQUESTS, "/product/{n}");
        shop.load(REQUESTS, "/product/{n}");
        long perRequest = (shop.step().heapUsed() - before) / (2 * REQUESTS);

        assertThat(perRequest).isBetween(1_500L, 4_000L);
    }

    @Test
    void the_pages_that_plant_nothing_but_a_session_leak_less() {
        shop.load(REQUESTS, "/recommended");
        long before = shop.step().heapUsed();
        shop.load(REQUESTS, "/recommended");
        long perRequest = (shop.step().heapUsed() - before) / REQUESTS;

        assertThat(perRequest).isBetween(200L, 2_000L);
    }

    @Test
    void the_source_does_not_give_the_leaks_away() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(shopFolder())) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).doesNotContainIgnoringCase("leak");
            }
        }
    }

    private static Path shopFolder() throws URISyntaxException {
        URL server = DemoShopTest.class.getResource("demo/shop/server.js");
        return Path.of(Objects.requireNonNull(server).toURI()).resolveSibling("");
    }
}
