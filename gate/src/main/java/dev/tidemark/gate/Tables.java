package dev.tidemark.gate;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Confidence;
import java.util.List;
import java.util.Set;

/** Findings of which only a table grew: numbers leave nothing else to be counted. */
final class Tables {
    /** Their keys are objects, which are counted: a table that grows without them has gaps. */
    private static final Set<String> WEAK = Set.of("WeakMap", "WeakSet");

    private Tables() {}

    /** Whether it may be numbers that grow. */
    static boolean isOne(Finding finding) {
        List<Long> counts = finding.accumulates().counts();
        return counts.getLast() <= counts.getFirst() && !WEAK.contains(finding.holder().type());
    }

    /** Whether it grew at every step, too. */
    static boolean isSure(Finding finding) {
        return isOne(finding) && finding.confidence() != Confidence.POSSIBLE;
    }
}
