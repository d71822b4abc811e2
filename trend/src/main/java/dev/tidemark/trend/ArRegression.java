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
 * @implNote exact Gaussian likelihood of an AR(1) process with gaps (Prais and Winsten 1954).
 *     O(grid x rows x columns²).
 */
final class ArRegression {
    private static final double[] RHO = {0, 0.2, 0.4, 0.6, 0.75, 0.87, 0.95, 0.98};

    /**
     * Errors smaller than this are not believed: it stands for what the readings cannot resolve.
     */
    private final double resolution;

    private final double[] index;
    private final double[] values;

    /**
     * @param index positions of the rows, rising; a step of 2 is one missing row
     * @param values one a row
     * @param resolution standard deviation below which an error is as good as none
     */
    ArRegression(double[] index, double[] values, double resolution) {
        this.index = index;
        this.values = values;
        this.resolution = resolution;
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

    /** The best fit of the values by a weighted sum of these columns. */
    Result fit(double[][] columns) {
        Result best = fit(columns, RHO[0]);
        for (int i = 1; i < RHO.length; i++) {
            Result candidate = fit(columns, RHO[i]);
            if (candidate.logLikelihood > best.logLikelihood) {
                best = candidate;
            }
        }
        return best;
    }

    private Result fit(double[][] columns, double rho) {
        int rows = values.length;
        double[][] whitened = new double[columns.length][rows];
        double[] target = new double[rows];
        double logWeights = 0;
        for (int row = 0; row < rows; row++) {
            double carry = row == 0 ? 0 : Math.pow(rho, index[row] - index[row - 1]);
            // Variance of what is new in this row, as a share of the variance of one step.
            double share = (1 - carry * carry) / (1 - rho * rho);
            double weight = 1 / Math.sqrt(share);
            logWeights += Math.log(weight);
            for (int c = 0; c < columns.length; c++) {
                whitened[c][row] = weight * innovation(columns[c], row, carry);
            }
            target[row] = weight * innovation(values, row, carry);
        }
        return solve(whitened, target, rho, logWeights);
    }

    private static double innovation(double[] series, int row, double carry) {
        return row == 0 ? series[0] : series[row] - carry * series[row - 1];
    }

    private Result solve(double[][] columns, double[] target, double rho, double logWeights) {
        int rows = target.length;
        NormalEquations solved = NormalEquations.solve(columns, target);
        double squares = solved.residualSquares() + rows * resolution * resolution;
        double variance = squares / rows;
        double logLikelihood = logWeights - rows / 2.0 * Math.log(variance);
        double unbiased = squares / Math.max(1, rows - columns.length);
        double[] errors = solved.inverseDiagonal();
        for (int c = 0; c < errors.length; c++) {
            errors[c] = Math.sqrt(unbiased * errors[c]);
        }
        double sigma = Math.sqrt(variance / (1 - rho * rho));
        return new Result(logLikelihood, solved.coefficients(), errors, rho, sigma);
    }
}
