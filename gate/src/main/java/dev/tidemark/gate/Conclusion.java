package dev.tidemark.gate;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.Finding;
import dev.tidemark.report.GateReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a gate comes to, in words: its answer, and why. */
final class Conclusion {
    private final Workload workload;
    private final GateOptions options;
    private final Meter meter;
    private final List<String> notes = new ArrayList<>();

    Conclusion(Workload workload, GateOptions options, Meter meter) {
        this.workload = workload;
        this.options = options;
        this.meter = meter;
    }

    void noteBackground(Finding finding) {
        notes.add(
                finding.holder().path()
                        + " grows as much while nothing is done: it is not the operations that do it");
    }

    void noteUnheld(double bytesEach) {
        notes.add(
                "the heap grows with the operations, by %s each, and no holder was found"
                        .formatted(Bytes.of(bytesEach)));
    }

    GateResult pass() {
        List<String> because = new ArrayList<>();
        because.add(
                "nothing that is held grows with the operations, over %s"
                        .formatted(amount(meter.operations())));
        because.addAll(notes.stream().distinct().toList());
        return result(Outcome.PASS, List.of(), because);
    }

    GateResult fail(List<Finding> leaks, double chance) {
        return result(
                Outcome.FAIL,
                leaks,
                List.of(
                        String.format(
                                Locale.ROOT,
                                "it grows with the operations: %d rounds of random lengths fit, which"
                                        + " is chance in at most 1 of %,d runs",
                                Lengths.BUSY + Lengths.IDLE,
                                Math.round(1 / chance)),
                        "and goes on, over %s".formatted(amount(meter.operations()))));
    }

    GateResult undecidedTables(List<Finding> tables) {
        return result(
                Outcome.UNDECIDED,
                tables,
                List.of(
                        "a table grew in each step of the search; it grows in leaps, which do not show"
                                + " in rounds whether it goes on, over %s"
                                        .formatted(amount(meter.operations()))));
    }

    GateResult undecided(List<Finding> open) {
        List<String> because = new ArrayList<>(notes.stream().distinct().toList());
        because.add(
                "the budget of %d s ended after %s: --budget gives it more"
                        .formatted(options.budget().toSeconds(), amount(meter.operations())));
        return result(Outcome.UNDECIDED, open, because);
    }

    /**
     * The budget ended before anything could be said.
     *
     * @param wanted operations that a search takes
     */
    GateResult tooSmall(long wanted) {
        return result(
                Outcome.UNDECIDED,
                List.of(),
                List.of(
                        "the budget of %d s ended after %s, and the search alone needs about %s: --budget"
                                        .formatted(
                                                options.budget().toSeconds(),
                                                amount(meter.operations()),
                                                amount(wanted + meter.operations()))
                                + " gives it more"));
    }

    private String amount(long operations) {
        return String.format(
                Locale.ROOT,
                "%,d %s",
                operations,
                operations == 1 ? workload.unit() : workload.unit() + "s");
    }

    private GateResult result(Outcome outcome, List<Finding> findings, List<String> reasons) {
        List<String> because = new ArrayList<>(reasons);
        because.addAll(workload.warnings());
        return new GateResult(
                outcome,
                workload.unit(),
                meter.operations(),
                meter.cpuSeconds(),
                options.falseAlarmBound(),
                findings,
                because,
                options.seed());
    }
}
