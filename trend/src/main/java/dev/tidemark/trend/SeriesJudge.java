package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.model.TrendVerdict.RejectedModel;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares the shapes that fit a series and says whether one without an end is needed to explain
 * it.
 *
 * <p>A leak has to be more likely than <em>every</em> bounded explanation by a fixed factor. A
 * likelihood ratio that has to pass 1/a is passed by chance with a probability of at most about a
 * however often one looks (Ville 1939), so asking after every sample is allowed.
 */
final class SeriesJudge {
    /** Natural logarithm of the factor by which growth has to beat what is bounded. */
    private static final double LEAK_MARGIN = 3.5;

    private static final double SETTLED_MARGIN = 1.5;
    static final int MIN_BLOCKS = 8;

    /** Share of a rise that may be left to come when it counts as over. */
    private static final double NEARLY_DONE = 0.15;

    /** No real series follows a formula more closely than this share of its range. */
    private static final double INEXACT = 0.003;

    /** Share of a rise that matters which has to fall into the later half of the series. */
    private static final double LATER_HALF = 0.5;

    private SeriesJudge() {}

    /**
     * @param blocks of the series
     * @param material rise below which growth is of no interest, in the unit of the series
     * @param resolution difference in the values that means nothing
     */
    static SeriesOpinion judge(Blocks blocks, double material, double resolution) {
        if (blocks.count() < MIN_BLOCKS) {
            return SeriesOpinion.undecided(
                    "only %d of %d readings that are needed".formatted(blocks.count(), MIN_BLOCKS),
                    blocks.span() * MIN_BLOCKS / Math.max(1, blocks.count()));
        }
        Blocks kept = withoutSpikes(blocks, resolution);
        double range = kept.range();
        if (range < material) {
            return steady(kept);
        }
        double[] load = varyingLoad(kept);
        Blocks equalLoad = atEqualLoad(kept, load);
        double inexact = Math.max(resolution, INEXACT * equalLoad.range());
        List<ShapeFit> fits = new ShapeFitter(kept.index(), kept.floor(), load, inexact).fits();
        Bursts bursts = Bursts.of(kept.index(), kept.floor(), material / 10);
        return new Comparison(equalLoad, fits, bursts, material).opinion();
    }

    private static Blocks atEqualLoad(Blocks blocks, double[] load) {
        if (load.length == 0) {
            return blocks;
        }
        double[] ones = new double[blocks.count()];
        Arrays.fill(ones, 1);
        double[][] columns = {ones, blocks.index(), load};
        double perLoad = NormalEquations.solve(columns, blocks.floor()).coefficients()[2];
        return perLoad <= 0 ? blocks : blocks.lessLoad(perLoad);
    }

    private static SeriesOpinion steady(Blocks blocks) {
        return new SeriesOpinion(
                Kind.STEADY,
                0,
                0,
                0,
                0,
                0,
                "stays within %s".formatted(Bytes.of(blocks.range())),
                List.of(),
                blocks.span());
    }

    private static Blocks withoutSpikes(Blocks blocks, double resolution) {
        int width = Math.max(2, blocks.count() / 8);
        boolean[] keep = Spikes.ordinary(blocks.floor(), width, resolution);
        return blocks.only(keep);
    }

    private static double[] varyingLoad(Blocks blocks) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double load : blocks.load()) {
            if (Double.isNaN(load)) {
                return new double[0];
            }
            low = Math.min(low, load);
            high = Math.max(high, load);
        }
        return high - low > 0.02 * high ? blocks.load() : new double[0];
    }

    private record Comparison(Blocks blocks, List<ShapeFit> fits, Bursts bursts, double material) {

        SeriesOpinion opinion() {
            ShapeFit bounded = best(false);
            ShapeFit growing = best(true);
            if (bounded == null) {
                throw new IllegalStateException("a level always fits");
            }
            if (growing == null || growing.rise() < material) {
                return ended(bounded);
            }
            if (bursts.goOn()) {
                return inBursts(growing, bursts);
            }
            if (!stillRises()) {
                return ended(bounded);
            }
            double margin = growing.score() - bounded.score();
            if (margin >= LEAK_MARGIN) {
                return leaking(growing);
            }
            return margin > openFrom(bounded) ? open(growing, bounded) : ended(bounded);
        }

        /**
         * Growth that is barely likelier than no growth at all is no reason to keep one waiting.
         */
        private static double openFrom(ShapeFit bounded) {
            return bounded.shape() == Shape.LEVEL ? SETTLED_MARGIN : -SETTLED_MARGIN;
        }

        private @Nullable ShapeFit best(boolean unbounded) {
            ShapeFit best = null;
            for (ShapeFit fit : fits) {
                if (fit.shape().unbounded() == unbounded
                        && (best == null || fit.score() > best.score())) {
                    best = fit;
                }
            }
            return best;
        }

        private SeriesOpinion leaking(ShapeFit fit) {
            String because =
                    "%s of %s over %d blocks explains it best"
                            .formatted(fit.shape().label(), Bytes.of(fit.rise()), blocks.count());
            return of(Kind.LEAKING, fit, because, blocks.span());
        }

        private SeriesOpinion inBursts(ShapeFit fit, Bursts bursts) {
            String because =
                    "%s in %d bursts, none of them taken back"
                            .formatted(Bytes.of(bursts.rise()), bursts.stairs());
            return of(Kind.LEAKING, fit, because, blocks.span());
        }

        /** Whether the later half by itself rose by as much as matters, whatever the fits say. */
        private boolean stillRises() {
            int n = blocks.count();
            int few = Math.max(2, n / 8);
            double middle = Medians.of(Arrays.copyOfRange(blocks.floor(), n / 2 - few, n / 2));
            double end = Medians.of(Arrays.copyOfRange(blocks.floor(), n - few, n));
            return end - middle > LATER_HALF * material;
        }

        private SeriesOpinion ended(ShapeFit fit) {
            if (fit.rise() < material) {
                return of(Kind.STEADY, fit, "no growth beyond its noise", blocks.span());
            }
            if (fit.remaining() > NEARLY_DONE * fit.rise()
                    && fit.remaining() > material / 2
                    && fit.shape() != Shape.LOGARITHMIC) {
                return of(
                        Kind.UNDECIDED,
                        fit,
                        "growth slows down, but is not over",
                        fit.end() * blocks.width());
            }
            String because =
                    "rose by %s, then no more: %s explains it best"
                            .formatted(Bytes.of(fit.rise()), fit.shape().label());
            return of(Kind.SETTLED, fit, because, blocks.span());
        }

        private SeriesOpinion open(ShapeFit growing, ShapeFit bounded) {
            String because =
                    "%s and %s explain it equally well"
                            .formatted(growing.shape().label(), bounded.shape().label());
            return of(Kind.UNDECIDED, growing, because, 1.4 * blocks.span());
        }

        private SeriesOpinion of(Kind kind, ShapeFit fit, String because, double needed) {
            return new SeriesOpinion(
                    kind,
                    blocks.secondAt(fit.onset()),
                    blocks.secondAt(fit.end()),
                    fit.rise(),
                    fit.slope() / blocks.width(),
                    fit.slopeError() / blocks.width(),
                    because,
                    rejected(fit),
                    needed);
        }

        private List<RejectedModel> rejected(ShapeFit chosen) {
            List<RejectedModel> rejected = new ArrayList<>();
            for (ShapeFit fit : fits) {
                double gap = chosen.score() - fit.score();
                if (fit.shape() != chosen.shape() && gap > SETTLED_MARGIN) {
                    rejected.add(new RejectedModel(fit.shape().label(), odds(gap)));
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
}
