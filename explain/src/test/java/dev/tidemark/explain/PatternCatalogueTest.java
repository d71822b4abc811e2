package dev.tidemark.explain;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.programs.JvmProgram;
import dev.tidemark.testkit.programs.JvmPrograms;
import dev.tidemark.testkit.programs.ProgramForm;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternCatalogueTest {
    static Set<String> patterns() {
        return PatternHeaps.BY_PATTERN.keySet();
    }

    @Test
    void every_drawn_heap_is_of_a_pattern_that_there_is() {
        assertThat(Catalogue.of(SnapshotFormat.V8).stream().map(LeakPattern::id))
                .containsAll(patterns());
    }

    @Test
    void every_pattern_of_the_JVM_has_its_three_programs() {
        assertThat(
                        JvmPrograms.of(ProgramForm.LEAKING).stream()
                                .flatMap(program -> program.holders().stream())
                                .map(JvmProgram.Holder::pattern)
                                .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.of(SnapshotFormat.HPROF).stream().map(LeakPattern::id).toList());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void the_leaking_heap_is_named_by_its_pattern_with_a_fix(String pattern) {
        Explanation explanation = explain(heaps(pattern).leaking());

        assertThat(explanation.verdict()).isEqualTo(Verdict.LEAKING);
        Finding first = explanation.findings().getFirst();
        assertThat(first.pattern()).isEqualTo(pattern);
        assertThat(first.fix().change()).isNotBlank();
        assertThat(first.fix().after()).isNotBlank();
        assertThat(first.evidenceFor()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void the_fixed_heap_is_not_accused(String pattern) {
        assertThat(explain(heaps(pattern).fixed()).verdict()).isEqualTo(Verdict.NONE);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void the_look_alike_is_not_accused(String pattern) {
        assertThat(explain(heaps(pattern).lookalike()).verdict()).isEqualTo(Verdict.NONE);
    }

    private static PatternHeaps.Three heaps(String pattern) {
        return Objects.requireNonNull(PatternHeaps.BY_PATTERN.get(pattern));
    }

    private static Explanation explain(PatternHeaps.Program program) {
        NodeHeap process = nodeHeap();
        return Series.explain(process, 4, 100, program.in(process, process.module("/app/app.js")));
    }
}
