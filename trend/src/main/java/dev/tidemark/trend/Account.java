package dev.tidemark.trend;

import dev.tidemark.model.TrendVerdict.RejectedModel;
import dev.tidemark.trend.SeriesOpinion.Interval;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Puts what a comparison found into figures: rate, onset, and what speaks against the others.
 *
 * @param blocks of the series that were explained
 * @param fits of every shape
 */
record Account(Blocks blocks, List<ShapeFit> fits) {
    /** What is less likely than the best by no more than a factor of 8 may be the truth. */
    private static final double LIKELY = 2;

    private static final double TWO_SIDED_95 = 2.05;

    /** Blocks by which an onset is uncertain at least. */
    private static final double ONSET_ERROR = 1;

    /** A shape that is less likely by less than this has not been ruled out. */
    private static final double WORTH_TELLING = 1.5;

    /** The figures of the chosen shape, each range wide enough for all that are about as likely. */
    SeriesOpinion of(Kind kind, ShapeFit fit, String because, double needed) {
        return new SeriesOpinion(
                kind,
                secondAt(fit, fit.onset()),
                secondAt(fit, fit.end()),
                fit.rise(),
                fit.slope() * blocks.perSecond(),
                slopes(fit),
                onsets(fit),
                because,
                rejected(fit),
                needed);
    }

    /** Which explanation is right is not known either: the interval holds those of all likely. */
    private Interval slopes(ShapeFit chosen) {
        double low = chosen.slope();
        double high = chosen.slope();
        for (ShapeFit fit : likely(chosen)) {
            low = Math.min(low, fit.slope() - TWO_SIDED_95 * fit.slopeError());
            high = Math.max(high, fit.slope() + TWO_SIDED_95 * fit.slopeError());
        }
        return new Interval(low * blocks.perSecond(), high * blocks.perSecond());
    }

    private Interval onsets(ShapeFit chosen) {
        double low = secondAt(chosen, chosen.onset());
        double high = low;
        for (ShapeFit fit : likely(chosen)) {
            low = Math.min(low, secondAt(fit, fit.onset() - ONSET_ERROR));
            high = Math.max(high, secondAt(fit, fit.onset() + ONSET_ERROR));
        }
        return new Interval(low, high);
    }

    private List<ShapeFit> likely(ShapeFit chosen) {
        return fits.stream()
                .filter(fit ->
                        fit.shape().unbounded() == chosen.shape().unbounded()
                                && chosen.score() - fit.score() < LIKELY)
                .toList();
    }

    private double secondAt(ShapeFit fit, double position) {
        return switch (fit.axis()) {
            case WORK -> blocks.secondAt(position);
            case CLOCK -> blocks.secondOnClock(position);
        };
    }

    private List<RejectedModel> rejected(ShapeFit chosen) {
        List<RejectedModel> rejected = new ArrayList<>();
        for (Shape shape : Shape.values()) {
            double best = Double.NEGATIVE_INFINITY;
            for (ShapeFit fit : fits) {
                best = fit.shape() == shape ? Math.max(best, fit.score()) : best;
            }
            double gap = chosen.score() - best;
            if (shape != chosen.shape() && gap > WORTH_TELLING && Double.isFinite(gap)) {
                rejected.add(new RejectedModel(shape.label(), odds(gap)));
            }
        }
        return rejected;
    }

    private static String odds(double gap) {
        return gap > 20
                ? "less likely by a factor of more than 10^8"
                : String.format(Locale.ROOT, "less likely by a factor of %.0f", Math.exp(gap));
    }
}
