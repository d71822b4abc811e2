package dev.tidemark.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Finding;
import dev.tidemark.model.HeapPath;
import dev.tidemark.report.GateReport;
import dev.tidemark.report.GateReport.Known;
import dev.tidemark.report.GateReport.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaselineTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final String FILE = Baseline.FILE;

    @TempDir private Path folder;

    @Test
    void what_is_written_down_is_known_from_then_on() throws IOException {
        GateReport first = report("a.mjs", Outcome.FAIL, "1111");
        Baseline baseline = reread(Baseline.empty().updated(first, TODAY));

        GateReport next = baseline.applyTo(first, FILE, TODAY);

        assertThat(next.outcome()).isEqualTo(Outcome.PASS);
        assertThat(next.newFindings()).isEmpty();
        assertThat(fingerprints(told(next).known())).containsExactly("1111");
        assertThat(next.because()).last().isEqualTo("all of that is known, by " + FILE);
    }

    @Test
    void a_new_leak_beside_a_known_one_fails() {
        Baseline baseline = Baseline.empty().updated(report("a.mjs", Outcome.FAIL, "1111"), TODAY);

        GateReport next =
                baseline.applyTo(report("a.mjs", Outcome.FAIL, "1111", "2222"), FILE, TODAY);

        assertThat(next.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(next.newFindings()).extracting(Finding::fingerprint).containsExactly("2222");
    }

    @Test
    void a_known_leak_that_is_not_found_is_gone_for_its_own_scenario_only() {
        Baseline baseline = Baseline.empty().updated(report("a.mjs", Outcome.FAIL, "1111"), TODAY);

        assertThat(
                        fingerprints(
                                told(baseline.applyTo(report("a.mjs", Outcome.PASS), FILE, TODAY))
                                        .gone()))
                .containsExactly("1111");
        assertThat(told(baseline.applyTo(report("b.mjs", Outcome.PASS), FILE, TODAY)).gone())
                .isEmpty();
        assertThat(told(baseline.applyTo(report("a.mjs", Outcome.UNDECIDED), FILE, TODAY)).gone())
                .isEmpty();
    }

    @Test
    void a_leak_is_known_whichever_scenario_shows_it() {
        Baseline baseline = Baseline.empty().updated(report("a.mjs", Outcome.FAIL, "1111"), TODAY);

        assertThat(baseline.applyTo(report("b.mjs", Outcome.FAIL, "1111"), FILE, TODAY).outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void an_expired_leak_counts_as_new_and_says_so() throws IOException {
        Baseline baseline = edited("\"reason\": \"SHOP-12\"", "\"expires\": \"2026-11-22\"");

        GateReport before =
                baseline.applyTo(report("a.mjs", Outcome.FAIL, "1111"), FILE, TODAY.minusDays(1));
        GateReport then = baseline.applyTo(report("a.mjs", Outcome.FAIL, "1111"), FILE, TODAY);

        assertThat(before.outcome()).isEqualTo(Outcome.PASS);
        assertThat(then.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(then.newFindings()).hasSize(1);
        assertThat(then.because())
                .last()
                .isEqualTo(
                        "leak 1111 was known until 2026-11-22 (SHOP-12): fix it, or write a later date"
                                + " into tidemark-baseline.json");
    }

    @Test
    void a_leak_without_a_date_is_known_for_ever() throws IOException {
        Baseline baseline = edited("\"expires\": null");

        assertThat(
                        baseline.applyTo(
                                        report("a.mjs", Outcome.FAIL, "1111"),
                                        FILE,
                                        TODAY.plusYears(50))
                                .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void what_people_wrote_stays_when_the_file_is_written_again() throws IOException {
        Baseline edited = edited("\"reason\": \"SHOP-12\"", "\"expires\": \"2027-05-01\"");

        String again = edited.updated(report("a.mjs", Outcome.FAIL, "1111", "2222"), TODAY).json();

        assertThat(again)
                .contains("\"reason\": \"SHOP-12\"", "\"expires\": \"2027-05-01\"")
                .contains("\"fingerprint\": \"2222\"", "\"expires\": \"2027-02-20\"");
    }

    @Test
    void writing_an_expired_leak_again_gives_it_more_time() throws IOException {
        Baseline edited = edited("\"reason\": \"SHOP-12\"", "\"expires\": \"2026-01-01\"");

        assertThat(edited.updated(report("a.mjs", Outcome.FAIL, "1111"), TODAY).json())
                .contains("\"reason\": \"SHOP-12\"", "\"expires\": \"2027-02-20\"");
    }

    @Test
    void a_leak_that_is_gone_is_dropped_unless_another_scenario_showed_it() {
        Baseline both =
                Baseline.empty()
                        .updated(report("a.mjs", Outcome.FAIL, "1111", "2222"), TODAY)
                        .updated(report("b.mjs", Outcome.FAIL, "2222"), TODAY);

        String after = both.updated(report("a.mjs", Outcome.PASS), TODAY).json();

        assertThat(after).doesNotContain("1111").contains("2222", "b.mjs");
        assertThat(after).doesNotContain("a.mjs");
    }

    @Test
    void the_file_reads_the_same_whatever_the_order_of_the_findings() {
        String one =
                Baseline.empty()
                        .updated(report("a.mjs", Outcome.FAIL, "1111", "2222"), TODAY)
                        .json();
        String other =
                Baseline.empty()
                        .updated(report("a.mjs", Outcome.FAIL, "2222", "1111"), TODAY)
                        .json();

        assertThat(one)
                .isEqualTo(other)
                .isEqualTo(
                        """
                        {
                          "version": 1,
                          "leaks": [
                            {
                              "fingerprint": "1111",
                              "title": "leak 1111",
                              "path": "module app.js > x : Map",
                              "scenarios": [
                                "a.mjs"
                              ],
                              "reason": "",
                              "expires": "2027-02-20"
                            },
                            {
                              "fingerprint": "2222",
                              "title": "leak 2222",
                              "path": "module app.js > x : Map",
                              "scenarios": [
                                "a.mjs"
                              ],
                              "reason": "",
                              "expires": "2027-02-20"
                            }
                          ]
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"version":1,"leaks":[       | line 1: expected JSON, found none
                    []                           | line 1: expected an object, found [
                    {"leaks":[]}                 | expected "version": 1, found none
                    {"version":2,"leaks":[]}     | expected version 1, found 2. A newer Tidemark wrote it: use that one.
                    {"version":1,"leak":[]}      | expected one of the fields version, leaks, found "leak"
                    {"version":1,"leaks":{}}     | expected an array of leaks, found {
                    {"version":1,"leaks":[{}]}   | expected a fingerprint for each leak, found none
                    {"version":1,"leaks":[]} x   | line 1: expected JSON, found none
                    {"version":1,"leaks":[{"fingerprint":"a"},{"fingerprint":"a"}]}    | expected each fingerprint once, found a second a
                    {"version":1,"leaks":[{"fingerprint":"a","expire":"2027-01-01"}]}  | found "expire"
                    {"version":1,"leaks":[{"fingerprint":"a","expires":"tomorrow"}]}   | expected a day such as 2027-01-31 in expires, found "tomorrow"
                    {"version":1,"leaks":[{"fingerprint":"a","fingerprint":"b"}]}      | expected JSON, found none: Duplicate
                    """)
    void what_is_no_baseline_is_told_in_one_line(String content, String message)
            throws IOException {
        Path file = Files.writeString(folder.resolve(FILE), content);

        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    /** The leak 1111 of a.mjs, with fields as a person changed them. */
    private Baseline edited(String... fields) throws IOException {
        String written =
                Baseline.empty().updated(report("a.mjs", Outcome.FAIL, "1111"), TODAY).json();
        for (String field : fields) {
            String name = field.substring(0, field.indexOf(':'));
            written = written.replaceFirst(name + ": (?:\"[^\"]*\"|null)", field);
        }
        return Baseline.read(Files.writeString(folder.resolve(FILE), written));
    }

    private Baseline reread(Baseline baseline) throws IOException {
        return Baseline.read(Files.writeString(folder.resolve(FILE), baseline.json()));
    }

    private static GateReport.Baseline told(GateReport report) {
        return Objects.requireNonNull(report.baseline());
    }

    private static List<String> fingerprints(List<Known> leaks) {
        return leaks.stream().map(Known::fingerprint).toList();
    }

    private static GateReport report(String scenario, Outcome outcome, String... fingerprints) {
        return new GateReport(
                scenario,
                outcome,
                new GateReport.Run("iteration", 1000, 2, 0.0001, 42, "tidemark gate a.mjs"),
                Stream.of(fingerprints).map(BaselineTest::finding).toList(),
                List.of("it grows"));
    }

    private static Finding finding(String fingerprint) {
        return new Finding(
                fingerprint,
                "unknown",
                "leak " + fingerprint,
                Finding.Confidence.CERTAIN,
                new Finding.Holder(
                        new HeapPath(
                                List.of(
                                        new HeapPath.Step("module app.js", ""),
                                        new HeapPath.Step("x", "Map"))),
                        "Map",
                        null),
                new Finding.Accumulation("Session", List.of(1L, 2L, 3L), 100),
                new Finding.Growth(1, 100, 1, null),
                List.of(),
                List.of(),
                null,
                Finding.Fix.of("Bound it."));
    }
}
