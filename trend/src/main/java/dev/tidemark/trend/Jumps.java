package dev.tidemark.trend;

import dev.tidemark.trend.Regression.Solution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the moments at which a series jumps to another level, one after the other, each where it
 * explains most, until one more is not worth its price.
 */
final class Jumps {
    private static final int MOST = 4;

    private final double[] x;
    private final Regression regression;
    private final List<double[]> columns = new ArrayList<>();
    private final List<Double> moments = new ArrayList<>();
    private final int besides;
    private Solution best;

    private Jumps(double[] x, Regression regression, double[]... beside) {
        this.x = x;
        this.regression = regression;
        this.besides = beside.length;
        this.columns.addAll(List.of(beside));
        this.best = regression.solve(0, beside);
    }

    /**
     * The jumps of a series.
     *
     * @param beside columns that explain the rest; the jumps' columns follow them in the solution
     */
    static Jumps find(double[] x, Regression regression, double[]... beside) {
        Jumps jumps = new Jumps(x, regression, beside);
        while (jumps.moments.size() < MOST && jumps.addOne()) {
            jumps.moveEach();
        }
        return jumps;
    }

    private boolean addOne() {
        Solution with = null;
        double moment = 0;
        for (int i = 1; i < x.length; i++) {
            if (!moments.contains(x[i])) {
                Solution candidate = with(x[i]);
                if (with == null || candidate.score() > with.score()) {
                    with = candidate;
                    moment = x[i];
                }
            }
        }
        if (with == null || with.score() <= best.score()) {
            return false;
        }
        best = with;
        moments.add(moment);
        columns.add(column(moment));
        return true;
    }

    /** A second jump may show that the first was not quite where it seemed. */
    private void moveEach() {
        for (int j = 0; moments.size() > 1 && j < moments.size(); j++) {
            int at = Arrays.binarySearch(x, moments.get(j));
            for (int next : new int[] {Math.max(1, at - 1), Math.min(x.length - 1, at + 1)}) {
                double near = x[next];
                double[] before = columns.set(besides + j, column(near));
                Solution moved = regression.solve(count(), columns.toArray(double[][]::new));
                if (moved.score() > best.score()) {
                    best = moved;
                    moments.set(j, near);
                } else {
                    columns.set(besides + j, before);
                }
            }
        }
    }

    private Solution with(double moment) {
        List<double[]> all = new ArrayList<>(columns);
        all.add(column(moment));
        return regression.solve(count() + 1, all.toArray(double[][]::new));
    }

    private double[] column(double moment) {
        double[] column = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            column[i] = x[i] >= moment ? 1 : 0;
        }
        return column;
    }

    int count() {
        return moments.size();
    }

    /** One column a jump. */
    double[][] columns() {
        return columns.subList(besides, columns.size()).toArray(double[][]::new);
    }

    double first() {
        return moments.stream().min(Double::compare).orElse(x[0]);
    }

    double last() {
        return moments.stream().max(Double::compare).orElse(x[0]);
    }

    /** The last moment at which the series jumps down; NaN when it never does. */
    double lastFall() {
        double last = Double.NaN;
        for (int i = 0; i < count(); i++) {
            if (best.of(besides + i) < 0 && !(moments.get(i) < last)) {
                last = moments.get(i);
            }
        }
        return last;
    }

    Solution solution() {
        return best;
    }

    /** What all jumps add up to. */
    double rise() {
        double rise = 0;
        for (int i = 0; i < count(); i++) {
            rise += best.of(besides + i);
        }
        return rise;
    }
}
