package dev.tidemark.gate;

import dev.tidemark.model.Finding;
import dev.tidemark.report.GateReport.Outcome;
import java.util.List;

/**
 * What a gate came to.
 *
 * @param unit one operation in a word, such as {@code request}
 * @param iterations operations that were done in all
 * @param cpuSeconds that the scenario's process and we ourselves took
 * @param falseAlarmBound chance that growth which does not depend on the operations is called a
 *     leak, at most
 * @param findings what leaks when it fails; what could not be decided when it is undecided
 * @param because why, strongest reason first
 * @param seed of the lengths and the order of the rounds
 */
public record GateResult(
        Outcome outcome,
        String unit,
        long iterations,
        double cpuSeconds,
        double falseAlarmBound,
        List<Finding> findings,
        List<String> because,
        long seed) {
    public GateResult {
        findings = List.copyOf(findings);
        because = List.copyOf(because);
    }
}
