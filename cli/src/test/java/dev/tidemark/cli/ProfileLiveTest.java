package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmRuntime;
import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Allocation profiles of live programs, as a user takes them. */
class ProfileLiveTest {
    private static final String SHOP =
            """
            const http = require('http');
            const carts = new Map();
            let n = 0;
            function render() {
              const lines = [];
              for (let i = 0; i < 2000; i++) lines.push({ i, text: 'line ' + i });
              return JSON.stringify(lines.length);
            }
            function addCart() {
              carts.set(n++, new Array(2000).fill(n));
            }
            const server = http.createServer(function onRequest(request, response) {
              addCart();
              response.end(render());
            });
            server.listen(process.env.PORT, '127.0.0.1', () => {
              console.log('listening on ' + server.address().port);
            });
            """;

    private static final String CACHE =
            """
            import java.util.HashMap;
            import java.util.Map;
            import java.util.Scanner;

            public class Cache {
                static final Map<Integer, byte[]> ENTRIES = new HashMap<>();
                static volatile int[] garbage;

                public static void main(String[] arguments) throws Exception {
                    Thread work = new Thread(Cache::work);
                    work.setDaemon(true);
                    work.start();
                    System.out.println("ready");
                    new Scanner(System.in).nextLine();
                }

                static void work() {
                    for (int i = 0; ; i++) {
                        put(i);
                        drop(i);
                        if (i % 50 == 0) pause();
                    }
                }

                static void put(int i) {
                    ENTRIES.put(i % 5000, new byte[4000 + i % 7919]);
                }

                static void drop(int i) {
                    garbage = new int[1000 + i % 1999];
                }

                static void pause() {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            """;

    @TempDir private Path folder;

    private Cli tidemark;

    @BeforeEach
    void prepare() {
        tidemark = new Cli(folder);
    }

    static Stream<NodeRuntime> nodes() {
        return NodeRuntime.oldestAndNewest().stream();
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void a_server_under_load_tells_what_it_allocates_for_a_request_and_what_stays(NodeRuntime node)
            throws Exception {
        try (NodeProcess shop = node.start(Files.writeString(folder.resolve("shop.js"), SHOP))) {
            Cli.Result result =
                    tidemark.run(
                            "profile",
                            "--operations",
                            "300",
                            "--load",
                            "/cart",
                            "--out",
                            "flame.html",
                            "--out",
                            "shop.pb.gz",
                            Long.toString(shop.pid()));

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.err()).isEmpty();
            assertThat(result.out())
                    .contains(" allocated (", " per request)", " over ", "300 requests")
                    .contains("still alive", "What stands out", "Functions by what they allocate")
                    // Compiled code may have them in their caller: all of them are on this file.
                    .containsPattern("(addCart|onRequest) \\(\\S*shop\\.js:\\d+\\): \\d+ %.*alive")
                    .contains("a request handler", "Written: shop.pb.gz");
            assertThat(result.out().lines())
                    .allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
            assertThat(folder.resolve("flame.html")).content().contains("shop.js", "</html>");
            assertThat(shop.isAlive()).isTrue();
        }
        Cli.Result read = tidemark.run("profile", "--json", "shop.pb.gz");
        assertThat(read.out())
                .startsWith("{\"schema\":\"profile/1\"")
                .hasLineCount(1)
                .contains("\"operations\":300", "\"kind\":\"survives\"");
        Cli.Result compared = tidemark.run("profile", "--diff", "shop.pb.gz", "shop.pb.gz");
        assertThat(compared.exitCode()).isZero();
        assertThat(compared.out()).contains("What changed most, by function per operation");
    }

    @Test
    void a_command_is_started_and_its_worker_threads_are_profiled_with_it() throws Exception {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
        Files.writeString(
                folder.resolve("worker.js"),
                """
                const kept = [];
                function fill() {
                  for (let i = 0; i < 200; i++) kept.push(new Array(500).fill(i));
                  if (kept.length > 4000) kept.length = 0;
                }
                setInterval(fill, 5);
                """);
        Path main =
                Files.writeString(
                        folder.resolve("main.js"),
                        """
                        new (require('worker_threads').Worker)(__dirname + '/worker.js');
                        function idle() { return [Date.now()]; }
                        setInterval(idle, 5);
                        """);

        Cli.Result result =
                tidemark.run("profile", "--duration", "3s", "--all", "--", "node", "" + main);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("fill (", "worker.js:2");
    }

    @Test
    void a_jvm_tells_both_at_once() throws Exception {
        Path source = Files.writeString(folder.resolve("Cache.java"), CACHE);
        try (JvmProcess cache = JvmRuntime.current().start(source, List.of("-Xmx128m"))) {
            Cli.Result result =
                    tidemark.run(
                            "profile",
                            "--duration",
                            "4s",
                            "--out",
                            "cache.collapsed",
                            "jvm:" + cache.pid());

            assertThat(result.exitCode()).as(result.err()).isZero();
            assertThat(result.out())
                    .contains("Cache.drop (Cache:", "Cache.put (Cache:")
                    .containsPattern("Cache\\.put \\(Cache:\\d+\\): \\d+ % of what is still alive")
                    .contains("only their proportions mean anything");
            assertThat(folder.resolve("cache.collapsed")).content().contains(";int[] ");
            assertThat(cache.isAlive()).isTrue();
        }
    }

    @Test
    void a_jvm_is_recorded_by_async_profiler_where_its_library_is_given() throws Exception {
        Path source = Files.writeString(folder.resolve("Cache.java"), CACHE);
        Path library = unpackAsyncProfiler();
        try (JvmProcess cache = JvmRuntime.current().start(source, List.of("-Xmx128m"))) {
            // The second time the library is there already, and idle.
            for (int run = 0; run < 2; run++) {
                Cli.Result result =
                        tidemark.run(
                                "profile",
                                "--duration",
                                "2s",
                                "--async-profiler",
                                library.toString(),
                                "jvm:" + cache.pid());

                assertThat(result.exitCode()).as(result.err()).isZero();
                assertThat(result.out())
                        .contains("Cache.drop (Cache:", "Cache.put (Cache:", "still alive")
                        .doesNotContain("only their proportions mean anything");
            }
            assertThat(cache.isAlive()).isTrue();
        }
    }

    /** The jar has one for each platform. */
    private Path unpackAsyncProfiler() throws IOException {
        String platform =
                System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
        Path library = folder.resolve("libasyncProfiler.so");
        try (InputStream in =
                Objects.requireNonNull(
                        ProfileLiveTest.class.getResourceAsStream(
                                "/" + platform + "/libasyncProfiler.so"))) {
            Files.copy(in, library);
        }
        return library;
    }

    @Test
    void a_library_that_is_not_there_is_told_and_the_jvm_left_alone() throws Exception {
        Path source = Files.writeString(folder.resolve("Cache.java"), CACHE);
        try (JvmProcess cache = JvmRuntime.current().start(source, List.of("-Xmx128m"))) {
            Cli.Result result =
                    tidemark.run(
                            "profile",
                            "--duration",
                            "1s",
                            "--async-profiler",
                            "none.so",
                            "jvm:" + cache.pid());

            assertThat(result.exitCode()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
            assertThat(result.err())
                    .contains("expected the library of async-profiler", "none.so that it sees")
                    .hasLineCount(1);
            assertThat(cache.isAlive()).isTrue();
        }
    }

    @Test
    void recording_every_object_wants_consent_and_is_exact_then() throws Exception {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
        NodeRuntime node = NodeRuntime.any().orElseThrow();
        try (NodeProcess shop = node.start(Files.writeString(folder.resolve("shop.js"), SHOP))) {
            String[] line = {
                "profile", "--exact", "--json", "--operations", "50", "--load", "/cart"
            };
            Cli.Result refused = tidemark.run(with(line, Long.toString(shop.pid())));

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err()).contains("40 times slower", "--allow-slow");
            assertThat(refused.out()).isEmpty();

            Cli.Result exact = tidemark.run(with(line, "--allow-slow", "" + shop.pid()));
            assertThat(exact.exitCode()).as(exact.err()).isZero();
            assertThat(exact.out())
                    .contains("\"scale\":\"exact\"", "\"function\":\"addCart\"")
                    .contains("\"kind\":\"repeated\"", "\"objectsPerOperation\":");
        }
    }

    private static String[] with(String[] line, String... more) {
        return Stream.concat(Stream.of(line), Stream.of(more)).toArray(String[]::new);
    }
}
