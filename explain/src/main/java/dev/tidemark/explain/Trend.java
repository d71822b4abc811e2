package dev.tidemark.explain;

import java.util.List;

/** How something grew from one snapshot to the next, judged by counts or by bytes. */
public enum Trend {
    /** The same amount in each step, or more. */
    PROPORTIONAL,
    /** In each step, but not the same: it may go on or settle. */
    UNEVEN,
    /** Less and less in each step. */
    SLOWING,
    /** It grew, and did not in the last step. */
    STOPPED,
    /** Now and then. */
    BURSTS,
    /** There is one step only. */
    ONCE;

    /** How much less the last step may add, when there are two, to count as the same. */
    private static final double SAME = 0.97;

    /** The same when there are more, and no falling row of them. */
    private static final double ABOUT_THE_SAME = 0.8;

    private static final double NEXT_TO_NOTHING = 0.02;

    /** After a step that added so many, a single one is next to nothing too. */
    private static final long MANY = 20;

    /** What a load that is not even does to steps, when it is known that growth goes on. */
    private static final double UNEVEN_LOAD = 0.7;

    /**
     * The trend of what each step added; something was added in all.
     *
     * @param goesOn whether it is known from elsewhere that growth goes on
     */
    public static Trend of(List<Long> steps, boolean goesOn) {
        if (steps.size() == 1) {
            return ONCE;
        }
        long most = steps.stream().mapToLong(Long::longValue).max().orElse(0);
        long last = steps.getLast();
        if (last <= NEXT_TO_NOTHING * most || (last == 1 && most >= MANY)) {
            return STOPPED;
        }
        if (steps.stream().anyMatch(step -> step <= 0)) {
            return BURSTS;
        }
        if (goesOn && last >= UNEVEN_LOAD * most) {
            return PROPORTIONAL;
        }
        long before = steps.subList(0, steps.size() - 1).stream().mapToLong(s -> s).max().orElse(0);
        double same = steps.size() == 2 ? SAME : ABOUT_THE_SAME;
        if (last >= SAME * before || (last >= same * before && !isFalling(steps))) {
            return PROPORTIONAL;
        }
        return isFalling(steps) ? SLOWING : UNEVEN;
    }

    /** Whether another step would tell more: it grew in each one, but not by the same amount. */
    public boolean isOpen() {
        return this == UNEVEN || this == SLOWING;
    }

    /** Whether each step adds clearly less than the one before. */
    private static boolean isFalling(List<Long> steps) {
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i) >= SAME * steps.get(i - 1)) {
                return false;
            }
        }
        return true;
    }
}
