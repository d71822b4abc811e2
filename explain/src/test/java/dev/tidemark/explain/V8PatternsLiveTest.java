package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.testkit.programs.NodeProcess;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.NodeRuntime;
import dev.tidemark.testkit.programs.PatternProgram;
import dev.tidemark.testkit.programs.ProgramForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of the catalogue on the Node that is installed. Many share a process, which costs a
 * tenth; {@code bench/v8/patterns} runs each alone, on every Node.
 */
class V8PatternsLiveTest {
    /** So many that what the same root of the runtime holds is not in one of them. */
    private static final int GROUPS = 4;

    private static final int OPERATIONS = 200;

    @TempDir static Path folder;

    @BeforeAll
    static void unpack() {
        NodePrograms.unpackTo(folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void what_leaks_is_named_by_its_pattern_with_all_that_a_fix_needs(int group)
            throws IOException {
        List<PatternProgram> programs =
                IntStream.range(0, PatternProgram.all().size())
                        .filter(i -> i % GROUPS == group)
                        .mapToObj(PatternProgram.all()::get)
                        .toList();

        Explanation explanation = explain(ProgramForm.LEAKING, programs);

        NamedByPattern.assertAll(programs, explanation);
    }

    @Test
    void what_was_fixed_is_not_accused() throws IOException {
        assertThat(explain(ProgramForm.FIXED, PatternProgram.all()).verdict())
                .isNotEqualTo(Verdict.LEAKING);
    }

    @Test
    void what_only_looks_like_a_leak_is_not_accused() throws IOException {
        assertThat(explain(ProgramForm.LOOKALIKE, PatternProgram.all()).verdict())
                .isNotEqualTo(Verdict.LEAKING);
    }

    private static Explanation explain(ProgramForm form, List<PatternProgram> programs)
            throws IOException {
        Optional<NodeRuntime> node = NodeRuntime.any();
        assumeTrue(node.isPresent(), "no Node.js is installed");
        List<HeapGraph> heaps = new ArrayList<>();
        String name = form + programs.getFirst().pattern();
        try (NodeProcess process = PatternProgram.start(node.get(), folder, form, programs)) {
            for (int i = 0; i < 3; i++) {
                process.step();
                Path file = folder.resolve(name + i + ".heapsnapshot");
                heaps.add(V8Snapshots.open(process.snapshot(file)));
            }
            return Explainer.explain(heaps, OptionalLong.of(OPERATIONS));
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
