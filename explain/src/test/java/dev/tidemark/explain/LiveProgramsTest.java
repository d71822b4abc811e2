package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodeProgram;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sample programs on the Node that is installed: three snapshots, two hundred operations. */
class LiveProgramsTest {
    @TempDir static Path folder;

    @BeforeAll
    static void unpack() {
        NodePrograms.unpackTo(folder);
    }

    static List<NodeProgram> leaking() {
        return NodePrograms.leaking();
    }

    static List<NodeProgram> notLeaking() {
        return NodePrograms.notLeaking();
    }

    @ParameterizedTest
    @MethodSource("leaking")
    void what_leaks_is_named_by_its_holder(NodeProgram program) throws IOException {
        Explanation explanation = explain(program);

        assertThat(explanation.verdict()).isEqualTo(Verdict.LEAKING);
        List<String> paths =
                explanation.findings().stream().map(f -> f.holder().path().toString()).toList();
        for (NodeProgram.Holder holder : program.holders()) {
            assertThat(paths)
                    .anySatisfy(path ->
                            assertThat(path).contains(holder.file()).contains(nameInPath(holder)));
        }
    }

    /** Node's table of timers is named by what it is. */
    private static String nameInPath(NodeProgram.Holder holder) {
        return holder.variable().equals("timerListMap") ? "timers > every" : holder.variable();
    }

    @ParameterizedTest
    @MethodSource("notLeaking")
    void what_does_not_leak_is_not_accused(NodeProgram program) throws IOException {
        assertThat(explain(program).verdict()).isNotEqualTo(Verdict.LEAKING);
    }

    private static Explanation explain(NodeProgram program) throws IOException {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        List<HeapGraph> heaps = new ArrayList<>();
        try (NodeProcess process = node.get().start(program.mainIn(folder))) {
            for (int i = 0; i < 3; i++) {
                process.step();
                String name = program.pattern() + program.name() + i + ".heapsnapshot";
                heaps.add(V8Snapshots.open(process.snapshot(folder.resolve(name))));
            }
            return Explainer.explain(heaps, OptionalLong.empty());
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
