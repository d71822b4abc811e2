package dev.tidemark.trend;

import dev.tidemark.model.TrendVerdict.RejectedModel;
import java.util.List;

/**
 * What one series says by itself.
 *
 * @param kind of verdict
 * @param onset when the growth began, in seconds since the start of the series
 * @param end when it stopped, likewise; the last reading if it did not
 * @param rise explained by growth, in the unit of the series
 * @param slope per second at the end
 * @param slopes 95 % interval of the slope
 * @param onsets earliest and latest onset that explains the series about as well
 * @param because one sentence
 * @param rejected other explanations, and what speaks against each
 * @param needed seconds since the start of the series at which more is expected to be known
 */
record SeriesOpinion(
        Kind kind,
        double onset,
        double end,
        double rise,
        double slope,
        Interval slopes,
        Interval onsets,
        String because,
        List<RejectedModel> rejected,
        double needed) {

    /** The four answers. */
    enum Kind {
        LEAKING,
        SETTLED,
        STEADY,
        UNDECIDED
    }

    /** Two ends. */
    record Interval(double low, double high) {
        static final Interval NONE = new Interval(0, 0);
    }

    static SeriesOpinion undecided(String because, double needed) {
        return flat(Kind.UNDECIDED, because, needed);
    }

    /** An answer without growth. */
    static SeriesOpinion flat(Kind kind, String because, double needed) {
        return new SeriesOpinion(
                kind, 0, 0, 0, 0, Interval.NONE, Interval.NONE, because, List.of(), needed);
    }

    /** The same figures, found in an earlier life: they say nothing of when in this one. */
    SeriesOpinion carriedOver() {
        return new SeriesOpinion(
                kind,
                0,
                0,
                0,
                slope,
                slopes,
                Interval.NONE,
                "before the restart: " + because,
                rejected,
                needed);
    }

    /** The same figures with another answer and reason. */
    SeriesOpinion as(Kind other, String why) {
        return new SeriesOpinion(
                other, onset, end, rise, slope, slopes, onsets, why, rejected, needed);
    }

    /** The same figures, but no answer before so many seconds have passed. */
    SeriesOpinion undecidedUntil(double later, String why) {
        return new SeriesOpinion(
                Kind.UNDECIDED, onset, end, rise, slope, slopes, onsets, why, rejected, later);
    }
}
