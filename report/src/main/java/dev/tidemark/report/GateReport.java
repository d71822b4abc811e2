package dev.tidemark.report;

import dev.tidemark.model.Finding;
import java.util.List;

/**
 * Everything that a gate found out about one scenario.
 *
 * @param scenario as it was named on the command line
 * @param findings what leaks, or could not be decided; largest share of the growth first
 * @param because why the outcome is what it is, strongest reason first
 */
public record GateReport(
        String scenario, Outcome outcome, Run run, List<Finding> findings, List<String> because) {
    public GateReport {
        findings = List.copyOf(findings);
        because = List.copyOf(because);
    }

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
