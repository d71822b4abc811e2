package dev.tidemark.trend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Fits every {@link Shape} to the blocks of a series, each with and without the load as a
 * covariate.
 *
 * @implNote a grid over the parameters that are not linear, least squares for the rest: about 2,000
 *     small regressions, 1 to 2 ms for 32 blocks.
 */
final class ShapeFitter {
    /** Blocks that have to follow the end of a rise before it counts as ended, as a share. */
    private static final double TAIL = 0.15;

    private static final double[] TIME_CONSTANTS = {
        0.02, 0.04, 0.06, 0.09, 0.13, 0.18, 0.24, 0.33, 0.5, 0.8
    };
    private static final double[] LOG_SCALES = {0.003, 0.01, 0.03, 0.1, 0.3};

    private final double[] x;
    private final double[] ones;
    private final double[] load;
    private final boolean useLoad;
    private final ArRegression regression;
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
        this.last = x[x.length - 1];
    }

    /** The best fit of each shape that fits at all, in the order of {@link Shape}. */
    List<ShapeFit> fits() {
        List<ShapeFit> fits = new ArrayList<>();
        fits.add(level());
        addBest(fits, steps());
        addBest(fits, ramps());
        addBest(fits, saturating());
        addBest(fits, logarithmic());
        addBest(fits, onsets(0, 0, Shape.LINEAR));
        addBest(fits, onsets(1, last * (1 - TAIL), Shape.FROM_ONSET));
        addBest(fits, warmupsAndLinear());
        addBest(fits, stepsAndLinear());
        return fits;
    }

    private static void addBest(List<ShapeFit> to, List<ShapeFit> candidates) {
        ShapeFit best = null;
        for (ShapeFit candidate : candidates) {
            if (best == null || candidate.score() > best.score()) {
                best = candidate;
            }
        }
        if (best != null) {
            to.add(best);
        }
    }

    private ShapeFit level() {
        Solution s = solve(0);
        return new ShapeFit(Shape.LEVEL, s.score, 0, 0, 0, 0, 0, 0, s.sigma);
    }

    private List<ShapeFit> steps() {
        List<ShapeFit> fits = new ArrayList<>();
        for (int k = 1; k < x.length; k++) {
            double at = x[k];
            Solution s = solve(1, column(v -> v >= at ? 1 : 0));
            double rise = s.of(0);
            fits.add(new ShapeFit(Shape.STEP, s.score, at, at, rise, 0, 0, 0, s.sigma));
        }
        return fits;
    }

    private List<ShapeFit> ramps() {
        List<ShapeFit> fits = new ArrayList<>();
        double stride = Math.max(1, last / 16);
        double latestEnd = last * (1 - TAIL);
        for (double from = 0; from < latestEnd - 1; from += stride) {
            for (double to = from + stride; to <= latestEnd; to += stride) {
                double start = from;
                double end = to;
                Solution s =
                        solve(
                                2,
                                column(v -> Math.min(1, Math.max(0, (v - start) / (end - start)))));
                if (s.of(0) > 0) {
                    fits.add(
                            new ShapeFit(
                                    Shape.RAMP_TO_CAP,
                                    s.score,
                                    from,
                                    to,
                                    s.of(0),
                                    0,
                                    0,
                                    0,
                                    s.sigma));
                }
            }
        }
        return fits;
    }

    private List<ShapeFit> saturating() {
        List<ShapeFit> fits = new ArrayList<>();
        for (double share : TIME_CONSTANTS) {
            double tau = share * last;
            Solution s = solve(1, column(v -> 1 - Math.exp(-v / tau)));
            double left = Math.exp(-last / tau);
            double size = s.of(0);
            if (size > 0) {
                fits.add(
                        new ShapeFit(
                                Shape.SATURATING,
                                s.score,
                                0,
                                3 * tau,
                                size * (1 - left),
                                size * left,
                                size * left / tau,
                                0,
                                s.sigma));
            }
        }
        return fits;
    }

    private List<ShapeFit> logarithmic() {
        List<ShapeFit> fits = new ArrayList<>();
        for (double share : LOG_SCALES) {
            double scale = share * last;
            Solution s = solve(1, column(v -> Math.log1p(v / scale)));
            double size = s.of(0);
            if (size > 0) {
                double rise = size * Math.log1p(last / scale);
                double next = size * Math.log1p(2 * last / scale) - rise;
                double slope = size / (scale + last);
                fits.add(
                        new ShapeFit(
                                Shape.LOGARITHMIC,
                                s.score,
                                0,
                                last,
                                rise,
                                next,
                                slope,
                                0,
                                s.sigma));
            }
        }
        return fits;
    }

    private List<ShapeFit> onsets(double earliest, double latest, Shape shape) {
        List<ShapeFit> fits = new ArrayList<>();
        double stride = Math.max(1, last / 32);
        for (double onset = earliest; onset <= latest; onset += stride) {
            double from = onset;
            Solution s = solve(onset == 0 ? 0 : 1, column(v -> Math.max(0, v - from)));
            addGrowing(fits, shape, s, 0, onset);
        }
        return fits;
    }

    private List<ShapeFit> warmupsAndLinear() {
        List<ShapeFit> fits = new ArrayList<>();
        for (double share : TIME_CONSTANTS) {
            if (share > 0.25) {
                break;
            }
            double tau = share * last;
            Solution s = solve(1, column(v -> v), column(v -> 1 - Math.exp(-v / tau)));
            if (s.of(1) > 0) {
                addGrowing(fits, Shape.WARMUP_AND_LINEAR, s, 0, 0);
            }
        }
        return fits;
    }

    private List<ShapeFit> stepsAndLinear() {
        List<ShapeFit> fits = new ArrayList<>();
        for (int k = 1; k < x.length; k++) {
            double at = x[k];
            Solution s = solve(1, column(v -> v), column(v -> v >= at ? 1 : 0));
            addGrowing(fits, Shape.STEP_AND_LINEAR, s, 0, 0);
        }
        return fits;
    }

    private void addGrowing(List<ShapeFit> to, Shape shape, Solution s, int column, double onset) {
        double slope = s.of(column);
        if (slope > 0) {
            to.add(
                    new ShapeFit(
                            shape,
                            s.score,
                            onset,
                            last,
                            slope * (last - onset),
                            Double.POSITIVE_INFINITY,
                            slope,
                            s.errorOf(column),
                            s.sigma));
        }
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
        return new Solution(score, result.sigma(), result, fixed);
    }

    private record Solution(double score, double sigma, ArRegression.Result result, int fixed) {
        double of(int shape) {
            return result.coefficients()[fixed + shape];
        }

        double errorOf(int shape) {
            return result.standardErrors()[fixed + shape];
        }

        double loadCoefficient() {
            return result.coefficients()[1];
        }
    }
}
