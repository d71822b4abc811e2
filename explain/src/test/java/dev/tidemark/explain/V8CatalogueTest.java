package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.explain.patterns.LeakPattern;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.testkit.programs.NodePrograms;
import dev.tidemark.testkit.programs.PatternProgram;
import dev.tidemark.testkit.programs.ProgramForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What belongs to a pattern besides its class: three programs and a page. */
class V8CatalogueTest {
    private static final Path PAGES = Path.of("..", "docs", "leaks");

    @TempDir static Path folder;

    static List<String> patterns() {
        return Catalogue.of(SnapshotFormat.V8).stream().map(LeakPattern::id).toList();
    }

    @Test
    void every_pattern_has_its_programs_and_no_two_have_one_id() {
        assertThat(patterns())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(25)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        PatternProgram.all().stream(),
                                        PatternProgram.ofPages().stream())
                                .map(PatternProgram::pattern)
                                .toList());
    }

    @Test
    void every_program_comes_in_three_forms() {
        NodePrograms.unpackTo(folder);
        assertComplete(folder.resolve(PatternProgram.FOLDER), PatternProgram.all());
        assertComplete(folder.resolve(PatternProgram.PAGES), PatternProgram.ofPages());
    }

    private static void assertComplete(Path files, List<PatternProgram> programs) {
        for (PatternProgram program : programs) {
            for (ProgramForm form :
                    List.of(ProgramForm.LEAKING, ProgramForm.FIXED, ProgramForm.LOOKALIKE)) {
                assertThat(files.resolve(program.file(form) + ".js")).isNotEmptyFile();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void every_pattern_has_a_page_that_says_all_that_a_reader_needs(String pattern)
            throws IOException {
        String page = Files.readString(PAGES.resolve(pattern + ".md"));

        assertThat(page.lines().findFirst())
                .hasValueSatisfying(
                        title -> assertThat(title).startsWith("# ").contains("`" + pattern + "`"));
        assertThat(page.lines().filter(line -> line.startsWith("## ")))
                .containsExactly(
                        "## In the heap",
                        "## What tells it from normal use",
                        "## Fix",
                        "## Trap",
                        "## Verify");
    }
}
