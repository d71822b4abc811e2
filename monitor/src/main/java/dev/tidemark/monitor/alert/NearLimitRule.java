package dev.tidemark.monitor.alert;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A limit that is near, whatever the cause. The heap counts by what its last full collection left,
 * because a healthy JVM fills its heap with garbage; the process by what is resident, without pages
 * of files that the system may drop.
 */
final class NearLimitRule implements Rule {
    private final AlertRules.NearLimit rules;

    NearLimitRule(AlertRules rules) {
        this.rules = rules.nearLimit();
    }

    /** How much of a limit is in use. */
    private record Level(Signal signal, double used, double limit) {
        double share() {
            return used / limit;
        }
    }

    @Override
    public AlertKey.Rule name() {
        return AlertKey.Rule.NEAR_LIMIT;
    }

    @Override
    public AlertKey key(ProcessState state) {
        ProcessKey process = state.process().key();
        return new AlertKey(name(), process.service(), process.build(), Signal.LIMIT.column());
    }

    @Override
    public Says says(ProcessState state) {
        double share = highest(state.latest()).map(Level::share).orElse(0.0);
        double seconds = secondsLeft(state.verdict());
        double within = rules.within().toMillis() / 1e3;
        if (share >= rules.level() || seconds <= within) {
            return Says.FOR;
        }
        return share < rules.clear() && seconds > 2 * within ? Says.AGAINST : Says.NEITHER;
    }

    private static double secondsLeft(TrendVerdict verdict) {
        return verdict instanceof TrendVerdict.Leaking leaking && leaking.limit() != null
                ? leaking.limit().seconds()
                : Double.POSITIVE_INFINITY;
    }

    private static Optional<Level> highest(MemorySample latest) {
        Optional<Level> heap =
                level(
                        Signal.POST_GC_USED,
                        latest.value(Signal.POST_GC_USED),
                        latest.value(Signal.HEAP_LIMIT));
        Optional<Level> resident =
                level(Signal.RSS, withoutFiles(latest), latest.value(Signal.LIMIT));
        return heap.isPresent()
                        && (resident.isEmpty() || heap.get().share() > resident.get().share())
                ? heap
                : resident;
    }

    private static OptionalDouble withoutFiles(MemorySample latest) {
        OptionalDouble rss = latest.value(Signal.RSS);
        double files = latest.value(Signal.FILE_PAGES).orElse(0);
        return rss.isPresent() ? OptionalDouble.of(rss.getAsDouble() - files) : rss;
    }

    private static Optional<Level> level(Signal signal, OptionalDouble used, OptionalDouble limit) {
        return used.isPresent() && limit.isPresent() && limit.getAsDouble() > 0
                ? Optional.of(new Level(signal, used.getAsDouble(), limit.getAsDouble()))
                : Optional.empty();
    }

    @Override
    public Instant at(ProcessState state) {
        return state.lastSeen();
    }

    @Override
    public Pace pace(ProcessState state) {
        Pace growth = Pace.of(state.verdict(), state.judgedAt());
        Level level = highest(state.latest()).orElse(null);
        if (level == null) {
            return growth;
        }
        Pace.Limit limit =
                growth.limit() == null
                        ? new Pace.Limit(level.limit(), null, null, null)
                        : growth.limit();
        return new Pace(
                growth.limit() == null ? level.signal() : growth.signal(),
                growth.rate(),
                growth.onset(),
                limit,
                level.share(),
                because(level, growth.because()));
    }

    private static List<String> because(Level level, List<String> growth) {
        String share =
                "%s is %.0f %% of the limit".formatted(level.signal().label(), 100 * level.share());
        return Stream.concat(Stream.of(share), growth.stream()).toList();
    }

    @Override
    public double holdSeconds(ProcessState state) {
        double hold = rules.hold().toMillis() / 1e3;
        return Math.min(hold, Math.max(0, secondsLeft(state.verdict()) / 2));
    }

    @Override
    public Alert.Severity severity(Pace pace, Instant now) {
        @Nullable Instant at = pace.limitAt();
        boolean soon = at != null && at.isBefore(now.plus(rules.within()));
        return soon ? Alert.Severity.CRITICAL : Alert.Severity.WARNING;
    }
}
