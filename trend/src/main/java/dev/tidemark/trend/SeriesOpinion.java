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
 * @param slope per unit of the axis at the end
 * @param slopeError standard error of the slope
 * @param because one sentence
 * @param rejected other explanations, and what speaks against each
 * @param needed span on the axis, from the first reading, at which more is expected to be known
 */
record SeriesOpinion(
        Kind kind,
        double onset,
        double end,
        double rise,
        double slope,
        double slopeError,
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

    static SeriesOpinion undecided(String because, double needed) {
        return new SeriesOpinion(Kind.UNDECIDED, 0, 0, 0, 0, 0, because, List.of(), needed);
    }

    /** The same figures with another answer and reason. */
    SeriesOpinion as(Kind other, String why) {
        return new SeriesOpinion(other, onset, end, rise, slope, slopeError, why, rejected, needed);
    }

    /** The same figures, but no answer before so much of the axis has passed. */
    SeriesOpinion undecidedUntil(double later, String why) {
        return new SeriesOpinion(
                Kind.UNDECIDED, onset, end, rise, slope, slopeError, why, rejected, later);
    }
}
