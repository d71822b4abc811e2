package dev.tidemark.monitor.alert;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sustained growth: by the verdict alone, never by a threshold. */
final class LeakRule implements Rule {
    private final AlertRules rules;

    LeakRule(AlertRules rules) {
        this.rules = rules;
    }

    @Override
    public AlertKey.Rule name() {
        return AlertKey.Rule.LEAK;
    }

    @Override
    public Says says(ProcessState state) {
        return switch (state.verdict()) {
            case TrendVerdict.Leaking _ -> Says.FOR;
            case TrendVerdict.Settled _, TrendVerdict.Steady _ -> Says.AGAINST;
            case TrendVerdict.Undecided _ -> Says.NEITHER;
        };
    }

    @Override
    public AlertKey key(ProcessState state) {
        ProcessKey process = state.process().key();
        Signal kind = kindOf(state.verdict().basis().signal());
        return new AlertKey(name(), process.service(), process.build(), kind.column());
    }

    /** Signals that show the same leak have one kind: which of them is judged may change. */
    private static Signal kindOf(Signal signal) {
        return switch (signal) {
            case POST_GC_USED, HEAP_USED, HEAP_TOTAL -> Signal.HEAP_USED;
            case EXTERNAL, ARRAY_BUFFERS -> Signal.EXTERNAL;
            case NONHEAP_USED, NONHEAP_TOTAL, METASPACE -> Signal.NONHEAP_USED;
            case DIRECT_USED,
                    MAPPED_USED,
                    FILE_PAGES,
                    RSS,
                    CLASSES,
                    THREADS,
                    MAJOR_GCS,
                    MINOR_GCS,
                    LOAD,
                    OPERATIONS,
                    START,
                    LIMIT,
                    HEAP_LIMIT ->
                    signal;
        };
    }

    @Override
    public Instant at(ProcessState state) {
        return state.judgedAt();
    }

    @Override
    public Pace pace(ProcessState state) {
        return Pace.of(state.verdict(), state.judgedAt());
    }

    @Override
    public double holdSeconds(ProcessState state) {
        double life = Duration.between(state.firstSeen(), state.judgedAt()).toMillis() / 1e3;
        double hold =
                Math.clamp(
                        rules.holdShare() * life,
                        rules.hold().toMillis() / 1e3,
                        rules.longestHold().toMillis() / 1e3);
        return Math.min(hold, halfOfWhatIsLeft(state.verdict()));
    }

    /** It is of no use to wait until the process is dead. */
    private static double halfOfWhatIsLeft(TrendVerdict verdict) {
        TrendVerdict.@Nullable Limit limit =
                verdict instanceof TrendVerdict.Leaking leaking ? leaking.limit() : null;
        return limit == null ? Double.POSITIVE_INFINITY : Math.max(0, limit.seconds() / 2);
    }

    @Override
    public Alert.Severity severity(Pace pace, Instant now) {
        Instant at = pace.limitAt();
        boolean soon = at != null && at.isBefore(now.plus(rules.criticalWithin()));
        return soon ? Alert.Severity.CRITICAL : Alert.Severity.WARNING;
    }
}
