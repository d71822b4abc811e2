package dev.tidemark.monitor.alert;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the memory of one process grows: since when, how fast, until when.
 *
 * @param signal that was judged
 * @param rate bytes per second; all 0 when it does not grow
 * @param onset null when it does not grow
 * @param limit that it runs into, or that it is close to; null when none is known
 * @param level how much of that limit is in use, 0 to 1; null when it is not known
 * @param because why it is thought so, strongest first
 */
public record Pace(
        Signal signal,
        TrendVerdict.Rate rate,
        @Nullable Onset onset,
        @Nullable Limit limit,
        @Nullable Double level,
        List<String> because) {
    public Pace {
        because = List.copyOf(because);
    }

    /** When growth began: most likely, at the earliest, at the latest. */
    public record Onset(Instant at, Instant earliest, Instant latest) {}

    /**
     * A limit and when it is reached.
     *
     * @param at most likely; null when nothing grows towards it
     * @param latest null when growth may be nearly none
     */
    public record Limit(
            double bytes,
            @Nullable Instant at,
            @Nullable Instant earliest,
            @Nullable Instant latest) {}

    /** What a verdict says; times in seconds since 1970. */
    static Pace of(TrendVerdict verdict, Instant judgedAt) {
        Onset onset = null;
        Limit limit = null;
        if (verdict instanceof TrendVerdict.Leaking leaking) {
            onset =
                    new Onset(
                            instant(leaking.onsetSeconds()),
                            instant(leaking.onsetWithin().low()),
                            instant(leaking.onsetWithin().high()));
            limit = limit(leaking.limit(), judgedAt);
        }
        TrendVerdict.Basis basis = verdict.basis();
        return new Pace(basis.signal(), basis.rate(), onset, limit, null, basis.because());
    }

    private static @Nullable Limit limit(TrendVerdict.@Nullable Limit limit, Instant judgedAt) {
        if (limit == null) {
            return null;
        }
        return new Limit(
                limit.bytes(),
                after(judgedAt, limit.seconds()),
                after(judgedAt, limit.within().low()),
                after(judgedAt, limit.within().high()));
    }

    /** Null when that is never, or further away than anybody plans for. */
    private static @Nullable Instant after(Instant time, double seconds) {
        return seconds < 1e10 ? time.plusMillis(Math.round(seconds * 1e3)) : null;
    }

    private static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1e3));
    }

    /** When the limit is most likely reached; null when nothing says so. */
    @Nullable Instant limitAt() {
        return limit == null ? null : limit.at();
    }
}
