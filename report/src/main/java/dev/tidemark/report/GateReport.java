package dev.tidemark.report;

import dev.tidemark.model.Finding;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a gate found out about one scenario.
 *
 * @param scenario as it was named on the command line
 * @param findings what leaks, or could not be decided; largest share of the growth first
 * @param because why the outcome is what it is, strongest reason first
 * @param baseline what of the findings was known before; null when no file of known ones was given
 */
public record GateReport(
        String scenario,
        Outcome outcome,
        Run run,
        List<Finding> findings,
        List<String> because,
        @Nullable Baseline baseline) {
    public GateReport {
        findings = List.copyOf(findings);
        because = List.copyOf(because);
    }

    /** Without a file of known leaks. */
    public GateReport(
            String scenario,
            Outcome outcome,
            Run run,
            List<Finding> findings,
            List<String> because) {
        this(scenario, outcome, run, findings, because, null);
    }

    /** The findings that are not known. */
    public List<Finding> newFindings() {
        return findings.stream().filter(finding -> known(finding) == null).toList();
    }

    /** What is known of a finding, or null. */
    @Nullable Known known(Finding finding) {
        return baseline == null ? null : of(finding, baseline.known());
    }

    /** What was known of a finding until a date that has passed, or null. */
    @Nullable Known expired(Finding finding) {
        return baseline == null ? null : of(finding, baseline.expired());
    }

    private static @Nullable Known of(Finding finding, List<Known> among) {
        return among.stream()
                .filter(known -> known.fingerprint().equals(finding.fingerprint()))
                .findFirst()
                .orElse(null);
    }

    /**
     * The known leaks beside the findings.
     *
     * @param file that lists them
     * @param known found, and known: they do not fail the gate
     * @param expired found, and known until a date that has passed: they count as new
     * @param gone known of this scenario, and not found
     */
    public record Baseline(String file, List<Known> known, List<Known> expired, List<Known> gone) {
        public Baseline {
            known = List.copyOf(known);
            expired = List.copyOf(expired);
            gone = List.copyOf(gone);
        }
    }

    /**
     * A leak that somebody knows of.
     *
     * @param reason why it may stay, in the words of who said so; may be empty
     * @param expires the first day on which it may not; null when there is none
     */
    public record Known(
            String fingerprint, String title, String reason, @Nullable LocalDate expires) {}

    /** Whether the scenario leaks. */
    public enum Outcome {
        PASS,
        FAIL,
        /** The budget ended before it was certain. */
        UNDECIDED
    }

    /**
     * How it was run.
     *
     * @param unit one operation in a word, such as {@code request}
     * @param iterations operations that were done in all
     * @param cpuSeconds that the scenario's process and Tidemark took
     * @param falseAlarmBound chance that growth which does not depend on the operations fails a
     *     scenario, at most
     * @param seed of the lengths and the order of the rounds
     * @param again the command line that runs it again with the same seed
     */
    public record Run(
            String unit,
            long iterations,
            double cpuSeconds,
            double falseAlarmBound,
            long seed,
            String again) {}
}
