package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.testkit.programs.JvmProgram;
import dev.tidemark.testkit.programs.JvmPrograms;
import dev.tidemark.testkit.programs.ProgramForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to a pattern of the JVM besides its class: programs in three forms and a page. */
class JvmCatalogueTest {
    private static final Path PAGES = Path.of("..", "docs", "leaks");

    static List<String> patterns() {
        return ids(SnapshotFormat.HPROF);
    }

    private static List<String> ids(SnapshotFormat format) {
        return Catalogue.of(format).stream().map(LeakPattern::id).toList();
    }

    @Test
    void there_are_at_least_twenty_and_no_two_have_one_id() {
        assertThat(patterns()).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void every_pattern_has_a_program_that_leaks_one_fixed_and_one_that_looks_like_it(
            String pattern) {
        List<String> programs =
                JvmPrograms.of(ProgramForm.LEAKING).stream()
                        .filter(program ->
                                program.holders().stream()
                                        .anyMatch(holder -> holder.pattern().equals(pattern)))
                        .map(JvmProgram::pattern)
                        .toList();

        assertThat(programs).isNotEmpty();
        for (ProgramForm form : List.of(ProgramForm.FIXED, ProgramForm.LOOKALIKE)) {
            assertThat(JvmPrograms.of(form)).extracting(JvmProgram::pattern).containsAll(programs);
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void every_pattern_has_a_page_that_says_all_that_a_reader_needs(String pattern)
            throws IOException {
        boolean shared = ids(SnapshotFormat.V8).contains(pattern);
        String page = Files.readString(PAGES.resolve(pattern + (shared ? "-jvm.md" : ".md")));

        assertThat(page.lines().findFirst())
                .hasValueSatisfying(title -> assertThat(title).startsWith("# `" + pattern + "`"));
        assertThat(page.lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## In the heap",
                        "## What tells it from normal use",
                        "## Fix",
                        "## Trap",
                        "## Verify");
        assertThat(page).contains("\nBefore:\n", "\nAfter:\n");
    }
}
