package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.SeriesOpinion.Interval;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.List;

/**
 * Judges the few readings that there are when full collections are rare.
 *
 * <p>Each such reading is the live set almost exactly, so two or three that rise at a constant rate
 * say more than their number suggests.
 */
final class RareReadings {
    /** A rise that noise does not make, as a share of the level. */
    private static final double CLEAR = 0.02;

    /**
     * Share of the rise in the later half from which it goes on, and below which it has stopped.
     */
    private static final double GOES_ON = 0.3;

    /** Of more readings than these, one that is off moves the halves less. */
    private static final int FEW = 5;

    /** The same of more: a warm-up that has come as far as its time constant reaches 0.38. */
    private static final double GOES_ON_EVENLY = 0.42;

    private static final double TWO_SIDED_95 = 2.05;
    private static final double STOPPED = 0.15;

    /** Share of the rise that may have been lost again in between. */
    private static final double FALLS = 0.15;

    private RareReadings() {}

    static SeriesOpinion judge(Blocks blocks) {
        return judge(blocks, blocks.count() == 0 ? 0 : CLEAR * blocks.floor()[0]);
    }

    /**
     * @param clear rise that counts, in the unit of the readings
     */
    static SeriesOpinion judge(Blocks blocks, double clear) {
        int n = blocks.count();
        if (n < 2) {
            return SeriesOpinion.undecided(
                    "fewer than two full collections", 2 * Math.max(blocks.to(), 1));
        }
        double[] y = blocks.floor();
        double rise = y[n - 1] - y[0];
        if (rise < clear) {
            return of(Kind.STEADY, blocks, 0, "full collections always come back to a level");
        }
        double later = n == 2 ? Double.NaN : laterShare(blocks);
        double falls = falls(y) / rise;
        if (later > (n > FEW ? GOES_ON_EVENLY : GOES_ON) && falls < FALLS) {
            String because =
                    "%d full collections left more and more, %s in all"
                            .formatted(n, Bytes.of(rise));
            return of(Kind.LEAKING, blocks, rise, because);
        }
        if (n > 2 && later < STOPPED) {
            return of(Kind.SETTLED, blocks, 0, "the latest full collections left no more");
        }
        return SeriesOpinion.undecided(
                "%d full collections do not tell".formatted(n), 1.5 * blocks.to());
    }

    /** Share of the rise that falls into the later half of the axis. */
    private static double laterShare(Blocks blocks) {
        double[] x = blocks.index();
        double[] y = blocks.floor();
        int n = x.length;
        double half = (x[0] + x[n - 1]) / 2;
        int after = 1;
        while (x[after] < half) {
            after++;
        }
        double share = (half - x[after - 1]) / (x[after] - x[after - 1]);
        double middle = y[after - 1] + share * (y[after] - y[after - 1]);
        return (y[n - 1] - middle) / (y[n - 1] - y[0]);
    }

    private static double falls(double[] y) {
        double falls = 0;
        for (int i = 1; i < y.length; i++) {
            falls += Math.max(0, y[i - 1] - y[i]);
        }
        return falls;
    }

    private static SeriesOpinion of(Kind kind, Blocks blocks, double grown, String because) {
        int n = blocks.count();
        double[] y = blocks.floor();
        double seconds = Math.max(1e-9, blocks.second()[n - 1] - blocks.second()[0]);
        double perSecond = grown / seconds;
        // Nothing is known of the noise of so few: each step is taken as an independent estimate.
        double half = TWO_SIDED_95 * perSecond / Math.sqrt(12.0 * (n - 1));
        return new SeriesOpinion(
                kind,
                blocks.second()[0],
                blocks.second()[n - 1],
                y[n - 1] - y[0],
                perSecond,
                new Interval(perSecond - half, perSecond + half),
                new Interval(0, blocks.second()[1]),
                because,
                List.of(),
                blocks.to());
    }
}
