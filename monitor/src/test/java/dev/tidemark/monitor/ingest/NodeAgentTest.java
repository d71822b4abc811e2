package dev.tidemark.monitor.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package that samples a Node.js process from within. */
class NodeAgentTest {
    private static final long PATIENCE_SECONDS = 120;
    private static final Path PACKAGE = Path.of("..", "node", "agent").toAbsolutePath().normalize();

    @TempDir private Path folder;

    private NodeRuntime node;

    @BeforeEach
    void find() {
        Optional<NodeRuntime> any = NodeRuntime.any();
        assumeTrue(any.isPresent(), "no Node.js is installed");
        node = any.get();
    }

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(node.executable().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log.txt").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    @Test
    void the_tests_of_the_package_pass() throws Exception {
        Path tests = PACKAGE.resolve("test").resolve("agent.test.js");
        Process process = start(Map.of(), "--test-reporter=tap", "--test", tests.toString());
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        String log = Files.readString(folder.resolve("log.txt"));
        assertThat(process.exitValue()).as(log).isZero();
        assertThat(log).contains("# fail 0").doesNotContain("# pass 0");
    }

    @Test
    void what_it_sends_is_understood() throws Exception {
        RecordingIntake intake = new RecordingIntake();
        Catalog catalog =
                new Catalog(
                        intake,
                        IdentityLabels.standard(),
                        Limits.standard(),
                        InstantSource.system());
        OtlpReceiver receiver = new OtlpReceiver(catalog);
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/v1/metrics",
                exchange -> {
                    Reply reply =
                            receiver.take(
                                    exchange.getRequestBody(),
                                    name ->
                                            Optional.ofNullable(
                                                    exchange.getRequestHeaders().getFirst(name)));
                    exchange.sendResponseHeaders(reply.status(), reply.body().length);
                    exchange.getResponseBody().write(reply.body());
                    exchange.close();
                });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics";
        Path program =
                Files.writeString(
                        folder.resolve("shop.mjs"),
                        """
                        import { start } from '%s';
                        start({ interval: 100, version: '7', instance: 'one' });
                        let kept = [];
                        setInterval(() => { kept = new Array(1e5).fill(0).map((_, i) => ({ i })); gc(); }, 50);
                        """
                                .formatted(PACKAGE.resolve("index.js").toUri()));
        Process process = start(Map.of("TIDEMARK_URL", url), "--expose-gc", program.toString());
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!intake.latest().containsKey(Signal.POST_GC_USED) && System.nanoTime() < end) {
                Thread.sleep(20);
            }
        } finally {
            process.destroyForcibly().waitFor();
            server.stop(0);
        }

        ProcessKey key = new ProcessKey("shop", "7", "one");
        assertThat(intake.watched())
                .isEqualTo(Map.of(key, new Watched(key, RuntimeKind.NODE, null)));
        assertThat(intake.latest().keySet())
                .containsAll(
                        Set.of(
                                Signal.RSS,
                                Signal.HEAP_USED,
                                Signal.HEAP_TOTAL,
                                Signal.HEAP_LIMIT,
                                Signal.POST_GC_USED,
                                Signal.EXTERNAL,
                                Signal.ARRAY_BUFFERS,
                                Signal.MAJOR_GCS,
                                Signal.MINOR_GCS,
                                Signal.START));
        assertThat(catalog.counts().rejected()).isZero();
    }
}
