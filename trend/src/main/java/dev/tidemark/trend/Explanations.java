package dev.tidemark.trend;

import dev.tidemark.trend.Regression.Solution;
import java.util.ArrayList;
import java.util.List;

/** All explanations of a series: every shape in every setting along every axis that differs. */
final class Explanations {
    /** Work and clock are worth telling apart when they differ by this many blocks. */
    private static final double AXES_DIFFER = 0.5;

    /** Time constants of a warm-up, as shares of the series. */
    private static final double[] WARM_UPS = {0.015, 0.03, 0.06, 0.12, 0.2};

    /** Ends of what fills up from the start, likewise. */
    private static final double[] FILLED = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

    private final Regression regression;
    private final List<ShapeFit> fits = new ArrayList<>();

    private Explanations(Regression regression) {
        this.regression = regression;
    }

    static List<ShapeFit> of(Blocks blocks, Regression regression) {
        Explanations all = new Explanations(regression);
        double[] work = blocks.index();
        all.level(work);
        all.along(ShapeFit.Axis.WORK, work);
        double[] clock = blocks.clock();
        double apart = 0;
        for (int i = 0; i < clock.length; i++) {
            apart = Math.max(apart, Math.abs(clock[i] - work[i]));
        }
        if (apart > AXES_DIFFER) {
            all.along(ShapeFit.Axis.CLOCK, clock);
        }
        return all.fits;
    }

    private void level(double[] x) {
        Solution s = regression.solve(0);
        fits.add(flat(Shape.LEVEL, s, x[0], x[0], 0));
        Jumps jumps = Jumps.find(x, regression);
        if (jumps.count() > 0) {
            fits.add(
                    flat(Shape.JUMPS, jumps.solution(), jumps.first(), jumps.last(), jumps.rise()));
        }
    }

    private static ShapeFit flat(Shape shape, Solution s, double onset, double end, double rise) {
        return new ShapeFit(
                shape,
                Setting.ALONE,
                ShapeFit.Axis.WORK,
                s.score(),
                onset,
                end,
                rise,
                0,
                0,
                0,
                Double.NaN);
    }

    private void along(ShapeFit.Axis axis, double[] x) {
        addBest(new FittedShapes(axis, x, regression, Setting.ALONE, 0, Double.NaN));
        double[] line = FittedShapes.column(x, v -> v - x[0]);
        Jumps jumps = Jumps.find(x, regression, line);
        if (jumps.count() > 0) {
            addBest(
                    new FittedShapes(
                            axis,
                            x,
                            regression,
                            Setting.WITH_JUMPS,
                            jumps.count(),
                            jumps.lastFall(),
                            jumps.columns()));
        }
        double span = x[x.length - 1] - x[0];
        besideBest(
                axis,
                x,
                Setting.AFTER_WARM_UP,
                WARM_UPS,
                share -> FittedShapes.column(x, v -> 1 - Math.exp((x[0] - v) / (share * span))));
        besideBest(
                axis,
                x,
                Setting.BESIDE_FILLING,
                FILLED,
                share -> FittedShapes.column(x, v -> Math.min(1, (v - x[0]) / (share * span))));
    }

    private interface Start {
        double[] column(double share);
    }

    /** All shapes beside the start that fits best with a line. */
    private void besideBest(
            ShapeFit.Axis axis, double[] x, Setting setting, double[] shares, Start start) {
        double[] line = FittedShapes.column(x, v -> v - x[0]);
        Solution best = null;
        for (double share : shares) {
            Solution s = regression.solve(1, line, start.column(share));
            if (s.of(1) > 0 && (best == null || s.score() > best.score())) {
                best = s;
            }
        }
        if (best != null) {
            double[] column = best.columns()[best.columns().length - 1];
            addBest(new FittedShapes(axis, x, regression, setting, 1, Double.NaN, column));
        }
    }

    private void addBest(FittedShapes shapes) {
        fits.addAll(new ShapeFitter(shapes).fits());
    }
}
