package dev.tidemark.trend;

import dev.tidemark.trend.Regression.Solution;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Every {@link Shape} that has parameters, fitted with given ones along one axis in one {@link
 * Setting}. A fit is null when the shape would have to fall.
 *
 * @param x positions of the blocks along the axis, in blocks
 * @param setting what the columns in {@code beside} stand for
 * @param price parameters that were chosen to make those columns
 * @param fell where one of them last() leads down, or NaN
 */
// Columns of numbers inside this package: never compared.
@SuppressWarnings("ArrayRecordComponent")
record FittedShapes(
        ShapeFit.Axis axis,
        double[] x,
        Regression regression,
        Setting setting,
        int price,
        double fell,
        double[]... beside) {

    /** Where the first block lies. */
    double first() {
        return x[0];
    }

    /** Where the last block lies. */
    double last() {
        return x[x.length - 1];
    }

    /** Growth along a line from one position to another. */
    @Nullable ShapeFit ramp(double from, double to) {
        Solution s = solve(2, v -> Math.min(1, Math.max(0, (v - from) / (to - from))));
        return bounded(Shape.RAMP_TO_CAP, s, from, to, 0);
    }

    /** A warm-up with this share of the series as its time constant. */
    @Nullable ShapeFit saturating(double share) {
        double tau = share * (last() - first());
        Solution s = solve(1, v -> 1 - Math.exp((first() - v) / tau));
        double left = s.of(0) * Math.exp((first() - last()) / tau);
        return bounded(Shape.SATURATING, s, first(), first() + 3 * tau, left);
    }

    /** The same with a long tail: half of it is done after this share. */
    @Nullable ShapeFit slowSaturating(double share) {
        double tau = share * (last() - first());
        Solution s = solve(1, v -> 1 - tau / (tau + v - first()));
        double left = s.of(0) * tau / (tau + last() - first());
        return bounded(Shape.SLOW_SATURATING, s, first(), first() + 6 * tau, left);
    }

    /** Growth by as much whenever the time since this share of the series doubles. */
    @Nullable ShapeFit logarithmic(double share) {
        double scale = share * (last() - first());
        Solution s = solve(1, v -> Math.log1p((v - first()) / scale));
        return bounded(Shape.LOGARITHMIC, s, first(), last(), s.of(0) * Math.log(2));
    }

    /** Growth without an end from this position on. */
    @Nullable ShapeFit line(double onset) {
        boolean late = onset > first();
        Solution s = solve(late ? 1 : 0, v -> Math.max(0, v - onset));
        return growing(late ? Shape.FROM_ONSET : Shape.LINEAR, s, onset);
    }

    /** A function of where each block lies. */
    static double[] column(double[] x, DoubleUnaryOperator of) {
        double[] column = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            column[i] = of.applyAsDouble(x[i]);
        }
        return column;
    }

    private Solution solve(int gridParameters, DoubleUnaryOperator shape) {
        double[][] columns = new double[1 + beside.length][];
        columns[0] = column(x, shape);
        System.arraycopy(beside, 0, columns, 1, beside.length);
        return regression.solve(gridParameters + price, columns);
    }

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
                        last(),
                        slope * (last() - onset) + fallsBeside(s),
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
