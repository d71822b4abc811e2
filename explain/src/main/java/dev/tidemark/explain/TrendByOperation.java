package dev.tidemark.explain;

import java.util.ArrayList;
import java.util.List;

/**
 * How something grew over steps that differ in their work: what each added is held against its
 * operations. Counts scatter when only some operations add, so a step may fall short by as much as
 * chance allows.
 */
final class TrendByOperation {
    /** A later half that adds less than this for an operation has slowed, whatever chance did. */
    private static final double ABOUT_THE_SAME = 0.8;

    private static final double SAME = 0.97;
    private static final double NEXT_TO_NOTHING = 0.02;

    /** So many standard deviations chance may take away. */
    private static final double CHANCE = 2;

    private final List<Long> added = new ArrayList<>();
    private final List<Long> operations = new ArrayList<>();

    private TrendByOperation() {}

    /**
     * The trend of what each step added; something was added in all.
     *
     * @param operations of each step; what a step without any added does not count
     */
    static Trend of(List<Long> added, List<Long> operations) {
        TrendByOperation trend = new TrendByOperation();
        for (int step = 0; step < added.size(); step++) {
            if (operations.get(step) > 0) {
                trend.added.add(added.get(step));
                trend.operations.add(operations.get(step));
            }
        }
        return trend.trend();
    }

    private Trend trend() {
        int steps = added.size();
        if (steps < 2) {
            return Trend.ONCE;
        }
        double most = 0;
        for (int step = 0; step < steps; step++) {
            most = Math.max(most, rate(step, step + 1));
        }
        if (rate(steps - 1, steps) <= NEXT_TO_NOTHING * most) {
            return Trend.STOPPED;
        }
        int silent = (int) added.stream().filter(step -> step <= 0).count();
        if (silent > 0) {
            // What began late and has not paused since may go on; what paused comes in bursts.
            return rate(0, silent) <= 0 ? Trend.UNEVEN : Trend.BURSTS;
        }
        return halves(steps / 2);
    }

    private Trend halves(int middle) {
        double before = rate(0, middle);
        double expected = before * sum(operations, middle, operations.size());
        double found = sum(added, middle, added.size());
        double chance = CHANCE * Math.sqrt(expected + expected * expected / sum(added, 0, middle));
        if (found >= SAME * expected
                || (found >= ABOUT_THE_SAME * expected && expected - found <= chance)) {
            return Trend.PROPORTIONAL;
        }
        return found < ABOUT_THE_SAME * expected ? Trend.SLOWING : Trend.UNEVEN;
    }

    /** Added for one operation, from a step to before another. */
    private double rate(int from, int to) {
        return sum(added, from, to) / sum(operations, from, to);
    }

    private static double sum(List<Long> values, int from, int to) {
        return values.subList(from, to).stream().mapToDouble(Long::doubleValue).sum();
    }
}
