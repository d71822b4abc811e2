package dev.tidemark.trend;

import dev.tidemark.trend.Regression.Solution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fits every {@link Shape} along one axis in one {@link Setting}.
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

    private final ShapeFit.Axis axis;
    private final double[] x;
    private final Regression regression;
    private final Setting setting;
    private final int price;
    private final double fell;
    private final double[][] beside;
    private final double first;
    private final double last;

    /**
     * @param x positions of the blocks along the axis, in blocks
     * @param setting what the columns in {@code beside} stand for
     * @param price parameters that were chosen to make those columns
     * @param fell where one of them last leads down, or NaN
     */
    ShapeFitter(
            ShapeFit.Axis axis,
            double[] x,
            Regression regression,
            Setting setting,
            int price,
            double fell,
            double[]... beside) {
        this.axis = axis;
        this.x = x;
        this.regression = regression;
        this.setting = setting;
        this.price = price;
        this.fell = fell;
        this.beside = beside;
        this.first = x[0];
        this.last = x[x.length - 1];
    }

    /** The best fit of each shape that fits at all, in the order of {@link Shape}. */
    List<ShapeFit> fits() {
        List<ShapeFit> fits = new ArrayList<>();
        add(fits, ramp());
        boolean alone = setting == Setting.ALONE;
        add(fits, refined(this::saturating, alone ? TIME_CONSTANTS : ENDED));
        add(fits, refined(this::slowSaturating, LONG_TAILS));
        add(fits, alone ? refined(this::logarithmic, LOG_SCALES) : null);
        add(fits, line(first));
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
                best = better(best, ramp(from, to));
            }
        }
        for (int i = 0; best != null && i < REFINEMENTS; i++) {
            stride /= 2;
            ShapeFit centre = best;
            for (double move : new double[] {-stride, stride}) {
                double from = Math.max(first, centre.onset() + move);
                double to = Math.min(latestEnd, centre.end() + move);
                best = better(best, from < centre.end() ? ramp(from, centre.end()) : null);
                best = better(best, centre.onset() < to ? ramp(centre.onset(), to) : null);
            }
        }
        return best;
    }

    private @Nullable ShapeFit ramp(double from, double to) {
        Solution s = solve(2, v -> Math.min(1, Math.max(0, (v - from) / (to - from))));
        return bounded(Shape.RAMP_TO_CAP, s, from, to, 0);
    }

    private @Nullable ShapeFit saturating(double share) {
        double tau = share * (last - first);
        Solution s = solve(1, v -> 1 - Math.exp((first - v) / tau));
        double left = s.of(0) * Math.exp((first - last) / tau);
        return bounded(Shape.SATURATING, s, first, first + 3 * tau, left);
    }

    private @Nullable ShapeFit slowSaturating(double share) {
        double tau = share * (last - first);
        Solution s = solve(1, v -> 1 - tau / (tau + v - first));
        double left = s.of(0) * tau / (tau + last - first);
        return bounded(Shape.SLOW_SATURATING, s, first, first + 6 * tau, left);
    }

    private @Nullable ShapeFit logarithmic(double share) {
        double scale = share * (last - first);
        Solution s = solve(1, v -> Math.log1p((v - first) / scale));
        return bounded(Shape.LOGARITHMIC, s, first, last, s.of(0) * Math.log(2));
    }

    private @Nullable ShapeFit line(double onset) {
        boolean late = onset > first;
        Solution s = solve(late ? 1 : 0, v -> Math.max(0, v - onset));
        return growing(late ? Shape.FROM_ONSET : Shape.LINEAR, s, onset);
    }

    private @Nullable ShapeFit onset() {
        double stride = Math.max(1, (last - first) / 16);
        double latest = last - TAIL * (last - first);
        ShapeFit best = null;
        for (double onset = first + 1; onset <= latest; onset += stride) {
            best = better(best, line(onset));
        }
        for (int i = 0; best != null && i < REFINEMENTS; i++) {
            stride /= 2;
            double centre = best.onset();
            best = better(best, line(Math.max(first + 0.5, centre - stride)));
            best = better(best, line(Math.min(latest, centre + stride)));
        }
        return best;
    }

    private Solution solve(int gridParameters, DoubleUnaryOperator shape) {
        double[][] columns = new double[1 + beside.length][];
        columns[0] = column(x, shape);
        System.arraycopy(beside, 0, columns, 1, beside.length);
        return regression.solve(gridParameters + price, columns);
    }

    static double[] column(double[] x, DoubleUnaryOperator of) {
        double[] column = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            column[i] = of.applyAsDouble(x[i]);
        }
        return column;
    }

    /** Null when it would have to fall. */
    private @Nullable ShapeFit bounded(
            Shape shape, Solution s, double onset, double end, double left) {
        return s.of(0) > 0
                ? new ShapeFit(
                        shape,
                        setting,
                        axis,
                        s.score(),
                        onset,
                        end,
                        s.rise(0) + risesBeside(s),
                        left,
                        0,
                        0,
                        fell)
                : null;
    }

    private @Nullable ShapeFit growing(Shape shape, Solution s, double onset) {
        double slope = s.of(0);
        return slope > 0
                ? new ShapeFit(
                        shape,
                        setting,
                        axis,
                        s.score(),
                        onset,
                        last,
                        slope * (last - onset) + fallsBeside(s),
                        Double.POSITIVE_INFINITY,
                        slope,
                        s.errorOf(0),
                        fell)
                : null;
    }

    /** What leaks does not come back: what does is taken off. */
    private double fallsBeside(Solution s) {
        double falls = 0;
        for (int i = 0; i < beside.length; i++) {
            falls += Math.min(0, s.rise(1 + i));
        }
        return falls;
    }

    private double risesBeside(Solution s) {
        double rise = 0;
        for (int i = 0; i < beside.length; i++) {
            rise += s.rise(1 + i);
        }
        return rise;
    }
}
