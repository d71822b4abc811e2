package dev.tidemark.gate;

import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Holder;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.HeapPath.Step;
import java.util.List;

/**
 * Takes our own runner out of what is told: the scenario that it holds is where a path begins for a
 * person. Fingerprints stay, as they are of the heap.
 */
final class RunnersPart {
    private static final String RUNNERS = "dev.tidemark.gate.runner.";

    private RunnersPart() {}

    static Explanation leftOut(Explanation explanation) {
        return new Explanation(
                explanation.verdict(),
                explanation.findings().stream().map(RunnersPart::leftOut).toList(),
                explanation.notLeaks(),
                explanation.because());
    }

    private static Finding leftOut(Finding finding) {
        Holder holder = finding.holder();
        return new Finding(
                finding.fingerprint(),
                finding.pattern(),
                finding.title(),
                finding.confidence(),
                new Holder(leftOut(holder.path()), holder.type(), holder.source()),
                finding.accumulates(),
                finding.growth(),
                finding.evidenceFor(),
                finding.evidenceAgainst(),
                finding.allocationSite(),
                finding.fix());
    }

    /** {@code thread "main" > local : ScenarioRunner > scenario : Cart} begins at the scenario. */
    static HeapPath leftOut(HeapPath path) {
        List<Step> steps = path.steps();
        for (int step = steps.size() - 2; step >= 0; step--) {
            if (steps.get(step).type().startsWith(RUNNERS)) {
                return new HeapPath(steps.subList(step + 1, steps.size()));
            }
        }
        return path;
    }
}
