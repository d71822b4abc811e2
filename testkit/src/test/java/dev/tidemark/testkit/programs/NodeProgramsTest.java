package dev.tidemark.testkit.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.testkit.programs.NodeProcess.Memory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the sample programs: each must do what its name says, or it would prove nothing. */
class NodeProgramsTest {
    private static final int OPERATIONS = 500;
    private static final int WARM_UP_STEPS = 2;
    private static final int MEASURED_STEPS = 3;

    /** The least that a leaking program keeps of an operation; the smallest keeps about 260. */
    private static final long LEAKS_BYTES = 120;

    /** The most that the others may seem to keep: V8 itself grows a little for long. */
    private static final long SETTLED_BYTES = 60;

    /** So often is a program measured until it shows what its name says. */
    private static final int MOST_ROUNDS = 8;

    @TempDir private static Path folder;

    @BeforeAll
    static void unpack() {
        assumeTrue(NodeRuntime.any().isPresent(), "no Node.js is installed");
        NodePrograms.unpackTo(folder);
    }

    static List<NodeProgram> leaking() {
        return NodePrograms.leaking();
    }

    static List<NodeProgram> notLeaking() {
        return NodePrograms.notLeaking();
    }

    /**
     * What V8 frees of its own meanwhile, old code for instance, ends; a leak goes on. Warming up
     * ends, too: so it has to show twice in a row.
     */
    @ParameterizedTest
    @MethodSource("leaking")
    void a_leaking_program_keeps_something_of_every_operation(NodeProgram program) {
        try (NodeProcess process = start(program)) {
            long before = bytesPerOperation(process);
            long grown = bytesPerOperation(process);
            for (int round = 2; round < MOST_ROUNDS; round++) {
                if (Math.min(before, grown) > LEAKS_BYTES) {
                    break;
                }
                before = grown;
                grown = bytesPerOperation(process);
            }
            assertThat(Math.min(before, grown)).isGreaterThan(LEAKS_BYTES);
        }
    }

    /** On a busy machine V8 compiles late and collects late: what counts is that growth ends. */
    @ParameterizedTest
    @MethodSource("notLeaking")
    void every_other_program_settles(NodeProgram program) {
        try (NodeProcess process = start(program)) {
            long grown = bytesPerOperation(process);
            for (int round = 1; round < MOST_ROUNDS && grown >= SETTLED_BYTES; round++) {
                grown = bytesPerOperation(process);
            }
            assertThat(grown).isLessThan(SETTLED_BYTES);
        }
    }

    private static NodeProcess start(NodeProgram program) {
        NodeProcess process =
                NodeRuntime.any()
                        .orElseThrow()
                        .start(program.mainIn(folder), List.of(), Map.of("STEP", "" + OPERATIONS));
        process.steps(WARM_UP_STEPS);
        return process;
    }

    /**
     * The median over steps, so that one table that doubles or one late collection does not count.
     */
    private static long bytesPerOperation(NodeProcess process) {
        List<Memory> measured = process.steps(MEASURED_STEPS + 1);
        long[] grown =
                IntStream.range(0, MEASURED_STEPS)
                        .mapToLong(i -> total(measured.get(i + 1)) - total(measured.get(i)))
                        .sorted()
                        .toArray();
        return grown[MEASURED_STEPS / 2] / OPERATIONS;
    }

    private static long total(Memory memory) {
        return memory.heapUsed() + memory.external();
    }

    @ParameterizedTest
    @MethodSource("leaking")
    void the_holders_of_a_leak_are_where_the_program_says(NodeProgram program) throws IOException {
        assertThat(program.holders()).isNotEmpty();
        for (NodeProgram.Holder holder : program.holders()) {
            if (!holder.file().isEmpty()) {
                Path file = program.mainIn(folder).resolveSibling(holder.file());
                assertThat(Files.readString(file)).contains("const " + holder.variable() + " = ");
            }
        }
    }

    @Test
    void a_request_is_one_operation() {
        NodeProgram program = NodePrograms.program("intervals/leaking");
        try (NodeProcess process = NodeRuntime.any().orElseThrow().start(program.mainIn(folder))) {
            assertThat(process.get("/item/1").body()).contains("S1000");
            assertThat(process.get("/item/1").body()).contains("S1001");
        }
    }

    @Test
    void every_installed_node_runs_them_and_writes_snapshots() throws IOException {
        NodeProgram program = NodePrograms.program("closures/leaking");
        for (NodeRuntime node : NodeRuntime.all()) {
            try (NodeProcess process = node.start(program.mainIn(folder))) {
                process.step();
                Path file = process.snapshot(folder.resolve(node.version() + ".heapsnapshot"));
                assertThat(Files.size(file)).as(node.toString()).isGreaterThan(1_000_000);
            }
        }
    }

    @Test
    void a_program_ends_when_it_is_closed() {
        NodeProgram program = NodePrograms.program("intervals/leaking");
        NodeProcess process = NodeRuntime.any().orElseThrow().start(program.mainIn(folder));
        process.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_program_that_fails_at_its_start_says_why() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.js"), "throw new Error('no disk')");

        assertThatThrownBy(() -> NodeRuntime.any().orElseThrow().start(broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken.js")
                .hasMessageContaining("no disk");
    }
}
