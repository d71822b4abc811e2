package dev.tidemark.trend;

import dev.tidemark.model.Bytes;
import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says whether a shape without an end is needed to explain a series.
 *
 * <p>A leak has to be more likely than <em>every</em> bounded explanation by a fixed factor. A
 * likelihood ratio that has to pass 1/a is passed by chance with a probability of at most about a
 * however often one looks (Ville 1939), so asking after every sample is allowed.
 *
 * @param all blocks of the series as they were read
 * @param blocks those that count, what the load takes set aside
 * @param fits of every shape
 * @param material rise below which growth is of no interest
 */
record Comparison(Blocks all, Blocks blocks, List<ShapeFit> fits, Bursts bursts, double material) {
    /** Natural logarithm of the factor by which growth has to beat what is bounded. */
    private static final double LEAK_MARGIN = 3.5;

    /** A factor of 1,100: what noise that remembers hardly ever reaches. */
    private static final double SURE_MARGIN = 7;

    /**
     * More of it where the likelihood is least to be relied on: of few blocks, or a part of all.
     */
    private static final double CAUTION = 1.5;

    private static final int FEW_BLOCKS = 16;

    /** What hardly slows down has no end in sight either, unless it is clearly the likelier. */
    private static final double OPEN_MARGIN = -1;

    private static final double SETTLED_MARGIN = 1.5;

    /** Share of a rise that matters which has to fall into the later half of the series. */
    private static final double LATER_HALF = 0.5;

    /** Share of a growth that has to have fallen away again for the fall to count. */
    private static final double GAVE_BACK = 0.3;

    SeriesOpinion opinion() {
        ShapeFit bounded = best(false);
        ShapeFit growing = best(true);
        if (bounded == null) {
            throw new IllegalStateException("a level always fits");
        }
        if (growing == null || growing.rise() < material) {
            return ended(bounded);
        }
        double margin = growing.score() - bounded.score();
        boolean rises = stillRises() && !wasAsHighBeforeItFell(growing);
        if (rises
                && (margin >= leakMargin() || (margin >= OPEN_MARGIN && onlyOpenIsLeft(growing)))) {
            return leaking(growing);
        }
        if (bursts.goOn()) {
            return inBursts(growing, bursts);
        }
        if (!rises) {
            return ended(bounded);
        }
        return margin > openFrom(bounded) ? open(growing, bounded) : ended(bounded);
    }

    /** Whether growth is so much likelier than all that is bounded that chance hardly does it. */
    boolean isSure() {
        ShapeFit bounded = best(false);
        ShapeFit growing = best(true);
        return bursts.goOn()
                || bounded == null
                || (growing != null && growing.score() - bounded.score() >= SURE_MARGIN);
    }

    private double leakMargin() {
        boolean few = blocks.count() < FEW_BLOCKS;
        boolean part = blocks.count() < all.count() * 2 / 3;
        return LEAK_MARGIN + (few || part ? CAUTION : 0);
    }

    /** Whether all bounded shapes that this does not clearly beat have their bound out of sight. */
    private boolean onlyOpenIsLeft(ShapeFit growing) {
        return fits.stream()
                .filter(fit -> !fit.shape().unbounded())
                .allMatch(fit -> fit.isOpen() || growing.score() - fit.score() >= leakMargin());
    }

    /** Whether a rise that is on its way to its end explains the series about as well as any. */
    boolean slowsDown() {
        ShapeFit bounded = best(false);
        ShapeFit growing = best(true);
        return bounded != null
                && growing != null
                && bounded.isUnderWay()
                && growing.score() - bounded.score() < LEAK_MARGIN;
    }

    /** Growth that is barely likelier than no growth at all is no reason to keep one waiting. */
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
                        .formatted(fit.label(), Bytes.of(fit.rise()), blocks.count());
        return of(Kind.LEAKING, fit, because, blocks.to());
    }

    private SeriesOpinion inBursts(ShapeFit fit, Bursts bursts) {
        String because =
                "%s in %d bursts, none of them taken back"
                        .formatted(Bytes.of(bursts.rise()), bursts.stairs());
        return of(Kind.LEAKING, fit, because, blocks.to());
    }

    /** What leaks does not come back: growth since a fall counts beyond where it fell from. */
    private boolean wasAsHighBeforeItFell(ShapeFit growing) {
        double gross = growing.slope() * (growing.end() - growing.onset());
        if (gross - growing.rise() < GAVE_BACK * gross) {
            return false;
        }
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < all.count() && all.index()[i] < growing.fell(); i++) {
            before = Math.max(before, all.floor()[i]);
        }
        return all.end() < before + material / 2;
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
            return of(Kind.STEADY, fit, "no growth beyond its noise", blocks.to());
        }
        if (fit.isUnderWay() && fit.remaining() > material / 2) {
            return of(Kind.UNDECIDED, fit, "growth slows down, but is not over", endSecond(fit));
        }
        String because =
                "rose by %s, then no more: %s explains it best"
                        .formatted(Bytes.of(fit.rise()), fit.label());
        return of(Kind.SETTLED, fit, because, blocks.to());
    }

    /** When a bounded shape is expected to end: beyond the last block in proportion. */
    private double endSecond(ShapeFit fit) {
        int n = blocks.count();
        double more = Math.max(0, fit.end() - blocks.index()[n - 1]) / blocks.perSecond();
        return blocks.to() + Math.max(more, 0.1 * blocks.to());
    }

    private SeriesOpinion open(ShapeFit growing, ShapeFit bounded) {
        String because =
                "%s and %s explain it equally well".formatted(growing.label(), bounded.label());
        return of(Kind.UNDECIDED, growing, because, 1.4 * blocks.to());
    }

    private SeriesOpinion of(Kind kind, ShapeFit fit, String because, double needed) {
        return new Account(blocks, fits).of(kind, fit, because, needed);
    }
}
