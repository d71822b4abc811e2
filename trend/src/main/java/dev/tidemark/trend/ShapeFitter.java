package dev.tidemark.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Seeks the best fit of every {@link Shape} along one axis in one {@link Setting}.
 *
 * @implNote a grid over the parameters that are not linear, refined around its best point, and
 *     least squares for the rest: some hundred small regressions.
 */
final class ShapeFitter {
    /** Share of the series that has to follow the end of a rise before it counts as ended. */
    private static final double TAIL = 0.15;

    private static final double[] TIME_CONSTANTS = {
        0.02, 0.04, 0.07, 0.12, 0.2, 0.33, 0.55, 0.9, 1.5, 2.5, 4
    };

    /** Those of a rise that has come to an end, not one that may: beside others it is no rival. */
    private static final double[] ENDED = {0.02, 0.04, 0.07, 0.12, 0.2, 0.33};

    private static final double[] LONG_TAILS = {0.01, 0.02, 0.04, 0.07, 0.12};
    private static final double[] LOG_SCALES = {0.003, 0.01, 0.03, 0.1, 0.3};
    private static final int REFINEMENTS = 3;

    private final FittedShapes shapes;
    private final boolean alone;
    private final double first;
    private final double last;

    /**
     * @param shapes in the setting in which they are sought
     */
    ShapeFitter(FittedShapes shapes) {
        this.shapes = shapes;
        this.alone = shapes.setting() == Setting.ALONE;
        this.first = shapes.first();
        this.last = shapes.last();
    }

    /** The best fit of each shape that fits at all, in the order of {@link Shape}. */
    List<ShapeFit> fits() {
        List<ShapeFit> fits = new ArrayList<>();
        add(fits, ramp());
        add(fits, refined(shapes::saturating, alone ? TIME_CONSTANTS : ENDED));
        add(fits, refined(shapes::slowSaturating, LONG_TAILS));
        add(fits, alone ? refined(shapes::logarithmic, LOG_SCALES) : null);
        add(fits, shapes.line(first));
        add(fits, onset());
        return fits;
    }

    private static void add(List<ShapeFit> to, @Nullable ShapeFit fit) {
        if (fit != null) {
            to.add(fit);
        }
    }

    private static @Nullable ShapeFit better(@Nullable ShapeFit one, @Nullable ShapeFit other) {
        return beats(other, one) ? other : one;
    }

    private static boolean beats(@Nullable ShapeFit challenger, @Nullable ShapeFit best) {
        return challenger != null && (best == null || challenger.score() > best.score());
    }

    /** The best over a geometric grid, then over ever smaller steps around its best point. */
    private static @Nullable ShapeFit refined(
            DoubleFunction<@Nullable ShapeFit> fit, double[] grid) {
        ShapeFit best = null;
        double at = grid[0];
        for (double parameter : grid) {
            ShapeFit candidate = fit.apply(parameter);
            at = beats(candidate, best) ? parameter : at;
            best = better(best, candidate);
        }
        double factor = Math.sqrt(grid[1] / grid[0]);
        for (int i = 0; i < REFINEMENTS; i++) {
            factor = Math.sqrt(factor);
            double centre = at;
            for (double near : new double[] {centre / factor, centre * factor}) {
                double parameter = Math.min(near, grid[grid.length - 1]);
                ShapeFit candidate = fit.apply(parameter);
                at = beats(candidate, best) ? parameter : at;
                best = better(best, candidate);
            }
        }
        return best;
    }

    private @Nullable ShapeFit ramp() {
        ShapeFit best = null;
        double stride = Math.max(1, (last - first) / 10);
        double latestEnd = last - TAIL * (last - first);
        for (double from = first; from < latestEnd; from += stride) {
            for (double to = from + stride; to <= latestEnd; to += stride) {
                best = better(best, shapes.ramp(from, to));
            }
        }
        for (int i = 0; best != null && i < REFINEMENTS; i++) {
            stride /= 2;
            ShapeFit centre = best;
            for (double move : new double[] {-stride, stride}) {
                double from = Math.max(first, centre.onset() + move);
                double to = Math.min(latestEnd, centre.end() + move);
                best = better(best, from < centre.end() ? shapes.ramp(from, centre.end()) : null);
                best = better(best, centre.onset() < to ? shapes.ramp(centre.onset(), to) : null);
            }
        }
        return best;
    }

    private @Nullable ShapeFit onset() {
        double stride = Math.max(1, (last - first) / 16);
        double latest = last - TAIL * (last - first);
        ShapeFit best = null;
        for (double onset = first + 1; onset <= latest; onset += stride) {
            best = better(best, shapes.line(onset));
        }
        for (int i = 0; best != null && i < REFINEMENTS; i++) {
            stride /= 2;
            double centre = best.onset();
            best = better(best, shapes.line(Math.max(first + 0.5, centre - stride)));
            best = better(best, shapes.line(Math.min(latest, centre + stride)));
        }
        return best;
    }
}
