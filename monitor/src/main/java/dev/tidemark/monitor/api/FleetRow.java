package dev.tidemark.monitor.api;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A process with what lists are sorted and searched by, worked out once. */
final class FleetRow {
    /** Leaks first, those first that have the least time left; then the fastest. */
    static final Comparator<FleetRow> WORST_FIRST =
            Comparator.comparing(FleetRow::kind)
                    .thenComparingDouble(row -> row.secondsToLimit)
                    .thenComparing(Comparator.comparingDouble(FleetRow::bytesPerSecond).reversed())
                    .thenComparingInt(FleetRow::id);

    private final ProcessState state;
    private final Kind kind;
    private final double secondsToLimit;
    private final String words;

    private FleetRow(ProcessState state, String words) {
        this.state = state;
        this.words = words;
        this.kind = Kind.of(state.verdict());
        TrendVerdict.Limit limit = limit(state.verdict());
        this.secondsToLimit = limit == null ? Double.POSITIVE_INFINITY : limit.seconds();
    }

    /** The four answers, worst first. */
    enum Kind {
        LEAKING,
        UNDECIDED,
        SETTLED,
        STEADY;

        static Kind of(TrendVerdict verdict) {
            return switch (verdict) {
                case TrendVerdict.Leaking _ -> LEAKING;
                case TrendVerdict.Undecided _ -> UNDECIDED;
                case TrendVerdict.Settled _ -> SETTLED;
                case TrendVerdict.Steady _ -> STEADY;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The row of a state; of an earlier row of the same process all is used again that can be. */
    @SuppressWarnings("ReferenceEquality") // The fleet hands out the same state until it changes.
    static FleetRow of(ProcessState state, @Nullable FleetRow before) {
        if (before != null && before.state == state) {
            return before;
        }
        return new FleetRow(
                state,
                before != null && before.key().equals(state.process().key())
                        ? before.words
                        : words(state.process().key()));
    }

    private static String words(ProcessKey key) {
        return String.join("\n", key.service(), key.build(), key.instance())
                .toLowerCase(Locale.ROOT);
    }

    static TrendVerdict.@Nullable Limit limit(TrendVerdict verdict) {
        return verdict instanceof TrendVerdict.Leaking leaking ? leaking.limit() : null;
    }

    ProcessState state() {
        return state;
    }

    int id() {
        return state.id();
    }

    ProcessKey key() {
        return state.process().key();
    }

    Kind kind() {
        return kind;
    }

    /** Infinite when no limit is known or it does not leak. */
    double secondsToLimit() {
        return secondsToLimit;
    }

    double bytesPerSecond() {
        return state.verdict().basis().rate().estimate();
    }

    /** Resident memory, or else the heap in use; NaN when neither is known. */
    double memoryBytes() {
        return state.latest().value(Signal.RSS).orElse(heapBytes());
    }

    double heapBytes() {
        return state.latest()
                .value(Signal.HEAP_USED)
                .orElse(state.latest().value(Signal.POST_GC_USED).orElse(Double.NaN));
    }

    boolean matches(String[] lowerCaseWords) {
        for (String word : lowerCaseWords) {
            if (!words.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
