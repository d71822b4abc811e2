package dev.tidemark.trend;

/**
 * Least squares whose errors remember: each error is {@code rho} times the one before it plus
 * something new.
 *
 * <p>Memory does not jump about independently from sample to sample, and a test that believes it
 * does finds trends in everything: Mann-Kendall rejects 69 % of trendless series at rho = 0.9. So
 * rho is part of the fit, chosen by likelihood from a grid, and the interval of a slope widens with
 * it.
 *
 * @implNote exact Gaussian likelihood of an AR(1) process with gaps (Prais and Winsten 1954). The
 *     grid is climbed from where the last fit ended, about three steps of O(rows x columns²).
 */
final class ArRegression {
    private static final double[] RHO = {0, 0.2, 0.4, 0.6, 0.75, 0.87, 0.95, 0.98};

    private final Whitening[] whitenings = new Whitening[RHO.length];
    private final double[] values;
    private final double resolution;
    private int nearby = 2;

    /**
     * @param index positions of the rows, rising; a step of 2 is one missing row
     * @param values one a row
     * @param resolution standard deviation below which an error is as good as none
     */
    ArRegression(double[] index, double[] values, double resolution) {
        this.values = values;
        this.resolution = resolution;
        for (int i = 0; i < RHO.length; i++) {
            whitenings[i] = new Whitening(index, RHO[i]);
        }
    }

    /**
     * What a fit found.
     *
     * @param logLikelihood natural logarithm
     * @param coefficients one a column
     * @param standardErrors of the coefficients
     * @param rho memory of the errors from one row to the next
     * @param sigma standard deviation of the errors
     */
    // Columns of numbers inside this package: never compared, and a list would box them.
    @SuppressWarnings("ArrayRecordComponent")
    record Result(
            double logLikelihood,
            double[] coefficients,
            double[] standardErrors,
            double rho,
            double sigma) {}

    /** The most likely fit of the values by a weighted sum of these columns. */
    Result fit(double[][] columns) {
        int at = nearby;
        Result best = fit(columns, at);
        for (int direction = -1; direction <= 1; direction += 2) {
            boolean better = true;
            while (better && at + direction >= 0 && at + direction < RHO.length) {
                Result next = fit(columns, at + direction);
                better = next.logLikelihood > best.logLikelihood;
                if (better) {
                    best = next;
                    at += direction;
                }
            }
        }
        nearby = at;
        return best;
    }

    private Result fit(double[][] columns, int grid) {
        Whitening whitening = whitenings[grid];
        double[][] white = new double[columns.length][];
        for (int c = 0; c < columns.length; c++) {
            white[c] = whitening.of(columns[c]);
        }
        NormalEquations solved = NormalEquations.solve(white, whitening.of(values));
        int rows = values.length;
        double squares = solved.residualSquares() + rows * resolution * resolution;
        double logLikelihood = whitening.logWeights() - rows / 2.0 * Math.log(squares / rows);
        double rho = RHO[grid];
        double sigma = Math.sqrt(squares / rows / (1 - rho * rho));
        double[] errors = errors(solved, squares / Math.max(1, rows - columns.length));
        return new Result(logLikelihood, solved.coefficients(), errors, rho, sigma);
    }

    private static double[] errors(NormalEquations solved, double variance) {
        double[] errors = solved.inverseDiagonal().clone();
        for (int c = 0; c < errors.length; c++) {
            errors[c] = Math.sqrt(variance * errors[c]);
        }
        return errors;
    }

    /** Turns a series into one whose errors do not remember, for one rho. */
    private static final class Whitening {
        private final double[] carry;
        private final double[] weight;
        private final double logWeights;

        Whitening(double[] index, double rho) {
            carry = new double[index.length];
            weight = new double[index.length];
            double sum = 0;
            for (int row = 0; row < index.length; row++) {
                carry[row] = row == 0 ? 0 : Math.pow(rho, index[row] - index[row - 1]);
                // Variance of what is new in this row, as a share of that of one step.
                double share = (1 - carry[row] * carry[row]) / (1 - rho * rho);
                weight[row] = 1 / Math.sqrt(share);
                sum += Math.log(weight[row]);
            }
            logWeights = sum;
        }

        double[] of(double[] series) {
            double[] white = new double[series.length];
            white[0] = weight[0] * series[0];
            for (int row = 1; row < series.length; row++) {
                white[row] = weight[row] * (series[row] - carry[row] * series[row - 1]);
            }
            return white;
        }

        double logWeights() {
            return logWeights;
        }
    }
}
