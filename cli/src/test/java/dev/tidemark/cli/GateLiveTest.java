package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The gate as CI calls it. */
@Execution(ExecutionMode.CONCURRENT)
class GateLiveTest {
    @TempDir private Path folder;

    @Test
    void a_server_that_leaks_fails_and_the_command_to_run_it_again_is_told() throws Exception {
        Cli.Result result = gate("if (served % 2 === 0) kept.push({ served });");

        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("{\"schema\":\"gate/1\"")
                .contains("\"result\":\"fail\"", "kept : Array", "tidemark gate --seed=");
    }

    @Test
    void a_server_that_does_not_leak_passes() throws Exception {
        Cli.Result result = gate("");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("\"result\":\"pass\"", "\"findings\":[]");
    }

    @Test
    void a_server_that_answers_with_errors_only_is_no_pass() throws Exception {
        Cli.Result result = gate("answer.statusCode = 500;");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.err()).contains("requests failed: HTTP 500");
    }

    private Cli.Result gate(String doing) throws Exception {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        Files.writeString(
                folder.resolve("server.mjs"),
                """
                import { createServer } from 'node:http';
                const kept = [];
                let served = 0;
                createServer((request, answer) => {
                  served++;
                  %s
                  answer.end('ok');
                }).listen(0, '127.0.0.1');
                """
                        .formatted(doing));
        return new Cli(folder)
                .run(
                        "gate",
                        "--json",
                        "--budget",
                        "3m",
                        "--http",
                        "/item/{n}",
                        "--",
                        node.get().executable().toString(),
                        "server.mjs");
    }
}
