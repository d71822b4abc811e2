package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets whose inspector lacks something: less is said of them, and nothing wrong. */
class PoorInspectorTest {
    private static final String SAYS_WHERE = "Debugger listening on ws://";

    @TempDir private Path folder;

    private Cli tidemark;
    private Path program;

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
        tidemark = new Cli(folder);
        Path programs = NodePrograms.unpackTo(Files.createDirectory(folder.resolve("programs")));
        program = programs.resolve("listeners/leaking/server.js");
    }

    private NodeProcess start() {
        return NodeRuntime.any()
                .orElseThrow()
                .start(program, List.of("--inspect=127.0.0.1:0"), Map.of());
    }

    private static PoorInspector withoutProfiler(NodeProcess process) throws Exception {
        String line = process.awaitError(SAYS_WHERE);
        return new PoorInspector(
                URI.create(line.substring(line.indexOf("ws://")).strip()),
                "HeapProfiler.startSampling");
    }

    @Test
    void a_hunt_without_the_profiler_names_the_leak_and_says_what_is_missing() throws Exception {
        try (NodeProcess process = start();
                PoorInspector inspector = withoutProfiler(process)) {
            Cli.Result result =
                    tidemark.run(
                            "hunt",
                            "--no-report",
                            "--operations",
                            "150",
                            "--load",
                            "http://127.0.0.1:" + process.port() + "/item/{n}",
                            inspector.address());

            assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
            assertThat(result.out())
                    .contains("prices : EventEmitter", "per request")
                    .doesNotContain("samples of what survived");
            assertThat(result.out().replaceAll("\\s+", " "))
                    .contains(
                            "no allocation sites: " + inspector.address(),
                            "found none that answers HeapProfiler.startSampling");
        }
    }

    @Test
    void a_profile_without_the_profiler_is_told_in_one_line() throws Exception {
        try (NodeProcess process = start();
                PoorInspector inspector = withoutProfiler(process)) {
            Cli.Result result = tidemark.run("profile", "--duration", "1s", inspector.address());

            assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
            assertThat(result.out()).isEmpty();
            assertThat(result.err().lines())
                    .filteredOn(line -> line.startsWith("tidemark:"))
                    .singleElement()
                    .asString()
                    .contains("found none that answers HeapProfiler.startSampling");
            assertThat(process.get("/item/1").statusCode()).isEqualTo(200);
        }
    }
}
