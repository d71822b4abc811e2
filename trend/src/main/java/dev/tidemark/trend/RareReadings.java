package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.List;

/**
 * Judges the few readings that there are when full collections are rare.
 *
 * <p>Each such reading is the live set almost exactly, so two or three that rise at a constant rate
 * say more than their number suggests.
 */
final class RareReadings {
    static final int MAX = 8;

    /** A rise from one reading to the next that noise does not make, as a share of the level. */
    private static final double CLEAR = 0.02;

    /** The rate at the end has to be at least this share of the mean rate: else it slows down. */
    private static final double STILL_GROWING = 0.4;

    private RareReadings() {}

    static SeriesOpinion judge(Blocks blocks) {
        int n = blocks.count();
        if (n < 2) {
            return SeriesOpinion.undecided(
                    "fewer than two full collections", 2 * Math.max(blocks.span(), 1));
        }
        double[] y = blocks.floor();
        double[] x = blocks.index();
        double rise = y[n - 1] - y[0];
        double clear = CLEAR * y[0];
        if (rise < clear) {
            return of(Kind.STEADY, blocks, rise, 0, "full collections always come back to a level");
        }
        double mean = rise / (x[n - 1] - x[0]);
        double atEnd = (y[n - 1] - y[n - 2]) / (x[n - 1] - x[n - 2]);
        boolean always = true;
        for (int i = 1; i < n; i++) {
            always &= y[i] - y[i - 1] > clear / 2;
        }
        if (always && atEnd > STILL_GROWING * mean) {
            String because =
                    "each of %d full collections left more than the one before, %s in all"
                            .formatted(n, Bytes.of(rise));
            return of(Kind.LEAKING, blocks, rise, mean, because);
        }
        if (y[n - 1] - y[n - 2] < clear / 2) {
            return of(Kind.SETTLED, blocks, rise, 0, "rose, but not at the last full collection");
        }
        return SeriesOpinion.undecided(
                "%d full collections do not tell".formatted(n), 1.5 * blocks.span());
    }

    private static SeriesOpinion of(
            Kind kind, Blocks blocks, double rise, double slope, String because) {
        int n = blocks.count();
        double perUnit = slope / blocks.width();
        return new SeriesOpinion(
                kind,
                blocks.second()[0],
                blocks.second()[n - 1],
                rise,
                perUnit,
                perUnit / Math.sqrt(Math.max(1, 12 * (n - 1))),
                because,
                List.of(),
                blocks.span());
    }
}
