package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.testkit.programs.PatternProgram;
import java.util.List;

/** What is expected of findings about programs of the catalogue. */
final class NamedByPattern {
    private static final int LONGEST_EXAMPLE = 10;

    private NamedByPattern() {}

    /** Each program is named, by its pattern, holder and type; and nothing else is. */
    static void assertAll(List<PatternProgram> programs, Explanation explanation) {
        assertThat(explanation.findings())
                .extracting(Finding::pattern)
                .containsExactlyInAnyOrderElementsOf(
                        programs.stream().map(PatternProgram::pattern).toList());
        for (PatternProgram program : programs) {
            Finding finding =
                    explanation.findings().stream()
                            .filter(f -> f.pattern().equals(program.pattern()))
                            .findFirst()
                            .orElseThrow();
            assertThat(finding.holder().path().toString()).contains(program.holder());
            assertThat(finding.accumulates().type()).contains(program.accumulates());
            assertThat(finding.evidenceFor()).isNotEmpty();
            assertComplete(finding.fix());
        }
    }

    private static void assertComplete(Finding.Fix fix) {
        assertThat(fix.change()).isNotBlank();
        assertThat(fix.trap()).isNotBlank();
        assertThat(fix.verify()).isNotBlank();
        for (String code : new String[] {fix.before(), fix.after()}) {
            assertThat(code).isNotBlank();
            assertThat(code.lines().count()).isLessThanOrEqualTo(LONGEST_EXAMPLE);
        }
    }
}
