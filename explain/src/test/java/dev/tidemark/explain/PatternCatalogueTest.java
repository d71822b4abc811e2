package dev.tidemark.explain;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.explain.patterns.Patterns;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.testkit.NodeHeap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PatternCatalogueTest {
    static List<String> patterns() {
        return Patterns.all().stream().map(LeakPattern::id).toList();
    }

    @Test
    void every_pattern_has_its_three_heaps() {
        assertThat(PatternHeaps.BY_PATTERN.keySet())
                .containsExactlyInAnyOrderElementsOf(patterns());
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void the_leaking_heap_is_named_by_its_pattern_with_a_fix(String pattern) {
        Explanation explanation = explain(heaps(pattern).leaking());

        assertThat(explanation.verdict()).isEqualTo(Verdict.LEAKING);
        Finding first = explanation.findings().getFirst();
        assertThat(first.pattern()).isEqualTo(pattern);
        assertThat(first.fix().text()).isNotBlank();
        assertThat(first.fix().code()).isNotBlank();
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
