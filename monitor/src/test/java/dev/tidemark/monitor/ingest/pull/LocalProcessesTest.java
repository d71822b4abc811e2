package dev.tidemark.monitor.ingest.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.capture.GcBudget;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.ingest.RecordingIntake;
import dev.tidemark.monitor.ingest.pull.LocalSettings.LocalTarget;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalProcessesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private final RecordingIntake intake = new RecordingIntake();
    private final StatusBoard board = new StatusBoard(InstantSource.system());

    @TempDir private Path folder;

    private LocalProcesses watch(List<LocalTarget> targets, List<String> match, GcBudget budget) {
        LocalSettings settings = new LocalSettings(INTERVAL, targets, match, budget);
        return new LocalProcesses(Machine.local(), intake, board, settings).start();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).as("%s %s", board.all(), intake.latest()).isTrue();
    }

    private boolean told(Signal signal) {
        return intake.taken().stream().anyMatch(taken -> taken.series().signal() == signal);
    }

    @Test
    void a_node_process_that_is_named_is_attached_to_and_left_as_it_was() throws Exception {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        Process process = node(node.get(), Files.writeString(folder.resolve("server.js"), IDLE));
        try {
            String target = "node:" + process.pid();
            List<LocalTarget> targets = List.of(new LocalTarget(target, "checkout", "1.4"));
            try (LocalProcesses local = watch(targets, List.of(), GcBudget.parse("60/h"))) {
                await(() -> told(Signal.HEAP_USED) && told(Signal.POST_GC_USED));
                await(() -> local.board().all().getFirst().error() == null);
            }

            assertThat(intake.watched().values())
                    .singleElement()
                    .satisfies(watched -> {
                        assertThat(watched.key().service()).isEqualTo("checkout");
                        assertThat(watched.key().build()).isEqualTo("1.4");
                        assertThat(watched.key().instance()).endsWith("server.js");
                        assertThat(watched.runtime()).isEqualTo(RuntimeKind.NODE);
                        assertThat(watched.target()).isEqualTo(target);
                    });
            assertThat(intake.taken().getLast().value()).isNaN();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_process_that_ends_and_comes_back_is_the_same_instance() throws Exception {
        Path program =
                Files.writeString(folder.resolve("sleeper.sh"), "while :; do sleep 1; done\n");
        try (LocalProcesses local = watch(List.of(), List.of(program.toString()), GcBudget.NONE)) {
            for (int life = 0; life < 2; life++) {
                int before = intake.taken().size();
                Process process = start("sh", program.toString());
                try {
                    await(() -> intake.taken().size() > before + 5);
                } finally {
                    process.destroyForcibly().waitFor();
                }
                await(() -> Double.isNaN(intake.taken().getLast().value()));
                await(() -> local.board().all().isEmpty());
            }
        }

        ProcessKey key = new ProcessKey("sleeper", "", "sh " + program);
        assertThat(intake.watched().keySet()).containsExactly(key);
        assertThat(told(Signal.RSS)).isTrue();
        assertThat(told(Signal.START)).isTrue();
    }

    @Test
    void a_process_that_is_not_there_is_given_up_and_a_server_that_is_not_there_tried_again()
            throws Exception {
        List<LocalTarget> targets =
                List.of(
                        new LocalTarget("node:4194305", "gone", ""),
                        new LocalTarget("http://127.0.0.1:1", "away", ""));
        try (LocalProcesses local = watch(targets, List.of(), GcBudget.NONE)) {
            await(() -> !local.board().all().isEmpty());
        }

        assertThat(board.all())
                .singleElement()
                .satisfies(status -> {
                    assertThat(status.target()).isEqualTo("http://127.0.0.1:1");
                    assertThat(status.error()).contains("127.0.0.1:1").doesNotContain("\n");
                });
        assertThat(intake.taken()).isEmpty();
    }

    private static final String IDLE =
            "let kept = []; setInterval(() => { kept = new Array(100); }, 50);\n";

    private Process node(NodeRuntime node, Path program) throws IOException {
        return start(node.executable().toString(), program.toString());
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.txt").toFile())
                .start();
    }
}
