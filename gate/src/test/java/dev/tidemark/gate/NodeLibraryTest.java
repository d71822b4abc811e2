package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The npm package for tests of Node.js has tests of its own, which Node.js runs. */
class NodeLibraryTest {
    private static final long PATIENCE_SECONDS = 120;

    @TempDir private Path folder;

    @Test
    void the_tests_of_the_package_pass() throws Exception {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        Path log = folder.resolve("log.txt");
        Path tests = Path.of("..", "node", "gate", "test", "expect-no-leak.test.js");

        Process process =
                new ProcessBuilder(
                                node.get().executable().toString(),
                                "--test-reporter=tap",
                                "--test",
                                tests.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("# fail 0").doesNotContain("# pass 0");
    }
}
