package dev.tidemark.cli.hunt;

import dev.tidemark.explain.Trend;
import java.util.ArrayList;
import java.util.List;

/** What the live heap did from one snapshot to the next. */
final class HeapSteps {
    /** Growth below this part of the heap, all steps together, is noise. */
    private static final double NOISE = 0.01;

    /** What holds most of the growth may have grown by this much less than the heap. */
    private static final double MARGIN = 0.02;

    private HeapSteps() {}

    /**
     * Whether the heap grew in each step but not by the same amount, so that one more would tell a
     * leak under an uneven load from a cache that fills up.
     *
     * @param live the heap after a full collection at each snapshot, in bytes
     */
    static boolean areOpen(List<Double> live) {
        if (live.size() < 3 || live.getLast() - live.getFirst() < NOISE * live.getFirst()) {
            return false;
        }
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < live.size(); i++) {
            steps.add(Math.round(live.get(i) - live.get(i - 1)));
        }
        steps.set(steps.size() - 1, Math.round(steps.getLast() * (1 - MARGIN)));
        return Trend.of(steps, false).isOpen();
    }
}
