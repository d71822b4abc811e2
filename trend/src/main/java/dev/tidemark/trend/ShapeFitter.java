package dev.tidemark.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Fits every {@link Shape} to the blocks of a series, with the load as a covariate where it helps.
 *
 * @implNote a grid over the parameters that are not linear, refined around its best point, and
 *     least squares for the rest: some hundred small regressions.
 */
final class ShapeFitter {
    /** Share of the series that has to follow the end of a rise before it counts as ended. */
    private static final double TAIL = 0.15;

    private static final double[] TIME_CONSTANTS = {
        0.02, 0.04, 0.07, 0.12, 0.2, 0.33, 0.55, 0.9, 1.5
    };

    /** A warm-up slower than this is too much like a line to be told from one beside it. */
    private static final double SLOWEST_WARM_UP = 0.25;

    private static final double[] LOG_SCALES = {0.003, 0.01, 0.03, 0.1, 0.3};
    private static final int REFINEMENTS = 3;

    private final double[] x;
    private final double[] ones;
    private final double[] load;
    private final boolean useLoad;
    private final ArRegression regression;
    private final double first;
    private final double last;

    /**
     * @param x positions of the blocks in widths from the start
     * @param values one a block
     * @param load one a block, or an empty array when it is not known or does not vary
     * @param resolution difference in the values that means nothing
     */
    ShapeFitter(double[] x, double[] values, double[] load, double resolution) {
        this.x = x;
        this.load = load;
        this.useLoad = load.length > 0;
        this.ones = new double[x.length];
        Arrays.fill(ones, 1);
        this.regression = new ArRegression(x, values, resolution);
        this.first = x[0];
        this.last = x[x.length - 1];
    }

    /** The best fit of each shape that fits at all, in the order of {@link Shape}. */
    List<ShapeFit> fits() {
        List<ShapeFit> fits = new ArrayList<>();
        add(fits, level());
        ShapeFit step = best(this::step, blockStarts());
        add(fits, step);
        add(fits, step == null ? null : secondStep(step.onset()));
        add(fits, ramp());
        add(fits, refined(this::saturating, TIME_CONSTANTS));
        add(fits, refined(this::logarithmic, LOG_SCALES));
        add(fits, line(first));
        add(fits, refinedOnset());
        add(fits, refined(this::warmUpAndLine, warmUps()));
        add(fits, best(this::stepAndLine, blockStarts()));
        return fits;
    }

    private static void add(List<ShapeFit> to, @Nullable ShapeFit fit) {
        if (fit != null) {
            to.add(fit);
        }
    }

    private double[] blockStarts() {
        return Arrays.copyOfRange(x, 1, x.length);
    }

    private static double[] warmUps() {
        return Arrays.stream(TIME_CONSTANTS).filter(share -> share < SLOWEST_WARM_UP).toArray();
    }

    private static @Nullable ShapeFit best(
            DoubleFunction<@Nullable ShapeFit> fit, double[] parameters) {
        ShapeFit best = null;
        for (double parameter : parameters) {
            best = better(best, fit.apply(parameter));
        }
        return best;
    }

    private static @Nullable ShapeFit better(@Nullable ShapeFit one, @Nullable ShapeFit other) {
        return beats(other, one) ? other : one;
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

    private static boolean beats(@Nullable ShapeFit challenger, @Nullable ShapeFit best) {
        return challenger != null && (best == null || challenger.score() > best.score());
    }

    private ShapeFit level() {
        Solution s = solve(0);
        return new ShapeFit(Shape.LEVEL, s.score, first, first, 0, 0, 0, 0, s.sigma);
    }

    private ShapeFit step(double at) {
        Solution s = solve(1, column(v -> v >= at ? 1 : 0));
        return new ShapeFit(Shape.STEP, s.score, at, at, s.of(0), 0, 0, 0, s.sigma);
    }

    /** The best second step beside this one, then the best first beside that second. */
    private @Nullable ShapeFit secondStep(double first) {
        ShapeFit pair = best(second -> twoSteps(first, second), blockStarts());
        if (pair == null) {
            return null;
        }
        double other = pair.onset() == first ? pair.end() : pair.onset();
        return best(moved -> twoSteps(moved, other), blockStarts());
    }

    private @Nullable ShapeFit twoSteps(double one, double other) {
        if (one == other) {
            return null;
        }
        Solution s = solve(2, column(v -> v >= one ? 1 : 0), column(v -> v >= other ? 1 : 0));
        return new ShapeFit(
                Shape.TWO_STEPS,
                s.score,
                Math.min(one, other),
                Math.max(one, other),
                s.rise(0) + s.rise(1),
                0,
                0,
                0,
                s.sigma);
    }

    private @Nullable ShapeFit ramp() {
        ShapeFit best = null;
        double stride = Math.max(1, last / 10);
        double latestEnd = last * (1 - TAIL);
        for (double from = first; from < latestEnd; from += stride) {
            for (double to = from + stride; to <= latestEnd; to += stride) {
                best = better(best, ramp(from, to));
            }
        }
        for (int i = 0; best != null && i < REFINEMENTS; i++) {
            stride /= 2;
            ShapeFit centre = best;
            for (double move : new double[] {-stride, stride}) {
                double from = centre.onset() + move;
                double to = Math.min(latestEnd, centre.end() + move);
                best = better(best, from < centre.end() ? ramp(from, centre.end()) : null);
                best = better(best, centre.onset() < to ? ramp(centre.onset(), to) : null);
            }
        }
        return best;
    }

    private @Nullable ShapeFit ramp(double from, double to) {
        Solution s = solve(2, column(v -> Math.min(1, Math.max(0, (v - from) / (to - from)))));
        return s.of(0) > 0
                ? new ShapeFit(Shape.RAMP_TO_CAP, s.score, from, to, s.rise(0), 0, 0, 0, s.sigma)
                : null;
    }

    private @Nullable ShapeFit saturating(double share) {
        double tau = share * (last - first);
        Solution s = solve(1, column(v -> 1 - Math.exp((first - v) / tau)));
        double left = s.of(0) * Math.exp((first - last) / tau);
        return s.of(0) > 0
                ? new ShapeFit(
                        Shape.SATURATING,
                        s.score,
                        first,
                        first + 3 * tau,
                        s.rise(0),
                        left,
                        left / tau,
                        0,
                        s.sigma)
                : null;
    }

    private @Nullable ShapeFit logarithmic(double share) {
        double scale = share * (last - first);
        Solution s = solve(1, column(v -> Math.log1p((v - first) / scale)));
        double size = s.of(0);
        double slope = size / (scale + last - first);
        return size > 0
                ? new ShapeFit(
                        Shape.LOGARITHMIC,
                        s.score,
                        first,
                        last,
                        s.rise(0),
                        size * Math.log(2),
                        slope,
                        0,
                        s.sigma)
                : null;
    }

    private @Nullable ShapeFit line(double onset) {
        boolean late = onset > first;
        Solution s = solve(late ? 1 : 0, column(v -> Math.max(0, v - onset)));
        return growing(late ? Shape.FROM_ONSET : Shape.LINEAR, s, onset);
    }

    private @Nullable ShapeFit refinedOnset() {
        double stride = Math.max(1, last / 16);
        double latest = last * (1 - TAIL);
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

    private @Nullable ShapeFit warmUpAndLine(double share) {
        double tau = share * (last - first);
        Solution s = solve(1, column(v -> v), column(v -> 1 - Math.exp((first - v) / tau)));
        return s.of(1) > 0 ? growing(Shape.WARMUP_AND_LINEAR, s, first) : null;
    }

    private @Nullable ShapeFit stepAndLine(double at) {
        Solution s = solve(1, column(v -> v), column(v -> v >= at ? 1 : 0));
        return growing(Shape.STEP_AND_LINEAR, s, first);
    }

    private @Nullable ShapeFit growing(Shape shape, Solution s, double onset) {
        double slope = s.of(0);
        return slope > 0
                ? new ShapeFit(
                        shape,
                        s.score,
                        onset,
                        last,
                        slope * (last - onset),
                        Double.POSITIVE_INFINITY,
                        slope,
                        s.errorOf(0),
                        s.sigma)
                : null;
    }

    private double[] column(DoubleUnaryOperator of) {
        double[] column = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            column[i] = of.applyAsDouble(x[i]);
        }
        return column;
    }

    /** A fit with these columns beside a constant and, where it helps, the load. */
    private Solution solve(int gridParameters, double[]... shapes) {
        Solution without = solve(gridParameters, false, shapes);
        if (!useLoad) {
            return without;
        }
        Solution with = solve(gridParameters, true, shapes);
        // More load cannot need less memory: such a fit follows the noise.
        return with.loadCoefficient() > 0 && with.score > without.score ? with : without;
    }

    private Solution solve(int gridParameters, boolean withLoad, double[]... shapes) {
        int fixed = withLoad ? 2 : 1;
        double[][] columns = new double[fixed + shapes.length][];
        columns[0] = ones;
        if (withLoad) {
            columns[1] = load;
        }
        System.arraycopy(shapes, 0, columns, fixed, shapes.length);
        ArRegression.Result result = regression.fit(columns);
        int parameters = columns.length + gridParameters;
        double score = result.logLikelihood() - parameters / 2.0 * Math.log(x.length);
        return new Solution(score, result.sigma(), result, columns, fixed);
    }

    // Columns of numbers inside this class: never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Solution(
            double score, double sigma, ArRegression.Result result, double[][] columns, int fixed) {
        double of(int shape) {
            return result.coefficients()[fixed + shape];
        }

        double errorOf(int shape) {
            return result.standardErrors()[fixed + shape];
        }

        /** From the first block to the last, not from where the shape would have begun. */
        double rise(int shape) {
            double[] column = columns[fixed + shape];
            return of(shape) * (column[column.length - 1] - column[0]);
        }

        double loadCoefficient() {
            return result.coefficients()[1];
        }
    }
}
