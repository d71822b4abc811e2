package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Explanation.Verdict;
import dev.tidemark.model.Finding;
import dev.tidemark.testkit.programs.JvmProcess;
import dev.tidemark.testkit.programs.JvmProgram;
import dev.tidemark.testkit.programs.JvmPrograms;
import dev.tidemark.testkit.programs.JvmRuntime;
import dev.tidemark.testkit.programs.ProgramForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sample programs on the JVM that runs us: three dumps with two hundred operations before each.
 * Ten programs of one form run in one process, so that each has the others' noise around it; with
 * more of them a small leak would be less than one percent of the growth.
 */
class JvmProgramsLiveTest {
    private static final int OPERATIONS = 200;
    private static final int TOGETHER = 10;

    @TempDir private static Path folder;

    private static List<Explanation> leaking;

    @BeforeAll
    static void explainWhatLeaks() throws IOException {
        leaking = explain(ProgramForm.LEAKING);
    }

    static Stream<JvmProgram.Holder> holders() {
        return JvmPrograms.of(ProgramForm.LEAKING).stream()
                .flatMap(program -> program.holders().stream());
    }

    @ParameterizedTest
    @MethodSource("holders")
    void what_leaks_is_named_by_its_holder_and_its_pattern(JvmProgram.Holder holder) {
        assertThat(leaking).extracting(Explanation::verdict).containsOnly(Verdict.LEAKING);
        assertThat(findings())
                .extracting(
                        finding -> finding.holder().path().toString().contains(holder.name()),
                        Finding::pattern)
                .as("%s among %s", holder, findings().stream().map(Finding::title).toList())
                .contains(tuple(true, holder.pattern()));
    }

    @Test
    void every_finding_has_evidence_and_a_fix_in_Java() {
        assertThat(findings())
                .allSatisfy(finding -> {
                    assertThat(finding.evidenceFor()).isNotEmpty();
                    assertThat(finding.fix().change()).isNotBlank();
                    assertThat(finding.fix().before()).isNotBlank();
                    assertThat(finding.fix().after()).isNotBlank();
                    assertThat(Objects.requireNonNull(finding.fix().after()).lines())
                            .hasSizeLessThanOrEqualTo(10);
                    assertThat(finding.fix().trap()).isNotBlank();
                    assertThat(finding.fix().verify()).isNotBlank();
                });
    }

    @Test
    void direct_buffers_rank_by_the_memory_that_they_own_outside_of_the_heap() {
        Finding first = leaking.getFirst().findings().getFirst();

        assertThat(first.pattern()).isEqualTo("direct-buffers");
        assertThat(first.accumulates().retainedBytesEach()).isBetween(2048.0, 2400.0);
    }

    /** The JDK notes each pool of threads, so what leaks pools is seen there as well. */
    @Test
    void nothing_else_is_accused() {
        List<String> names = new ArrayList<>(holders().map(JvmProgram.Holder::name).toList());
        names.add("jdk.internal.vm.ThreadContainers");

        assertThat(findings())
                .filteredOn(finding -> finding.confidence() != Finding.Confidence.POSSIBLE)
                .allSatisfy(finding ->
                        assertThat(names).anyMatch(finding.holder().path().toString()::contains));
    }

    @ParameterizedTest
    @EnumSource(
            value = ProgramForm.class,
            names = {"FIXED", "LOOKALIKE"})
    void what_does_not_leak_is_not_accused(ProgramForm form) throws IOException {
        assertThat(explain(form))
                .allSatisfy(explanation ->
                        assertThat(explanation.verdict())
                                .as(
                                        "%s",
                                        explanation.findings().stream()
                                                .map(Finding::title)
                                                .toList())
                                .isNotEqualTo(Verdict.LEAKING));
    }

    private static List<Finding> findings() {
        return leaking.stream().flatMap(explanation -> explanation.findings().stream()).toList();
    }

    private static List<Explanation> explain(ProgramForm form) throws IOException {
        Path classes = JvmPrograms.compile(form, folder.resolve(form.name()));
        List<JvmProgram> all = JvmPrograms.of(form);
        List<Explanation> explanations = new ArrayList<>();
        for (int first = 0; first < all.size(); first += TOGETHER) {
            int end = Math.min(first + TOGETHER, all.size());
            explanations.add(explain(classes, all.subList(first, end)));
        }
        return explanations;
    }

    private static Explanation explain(Path classes, List<JvmProgram> programs) throws IOException {
        List<String> words = new ArrayList<>(List.of("-Xmx96m", "-XX:+UseSerialGC"));
        words.addAll(JvmPrograms.arguments(classes, programs));
        List<HeapGraph> heaps = new ArrayList<>();
        try (JvmProcess process = JvmRuntime.current().start(words, JvmPrograms.environment())) {
            for (int i = 0; i < 3; i++) {
                process.ask("step");
                Path dump = Files.createTempDirectory(folder, "dump").resolve("heap.hprof");
                process.ask("dump " + dump);
                heaps.add(Heaps.open(dump));
            }
            return Explainer.explain(heaps, OptionalLong.of(OPERATIONS));
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
