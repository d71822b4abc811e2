package dev.tidemark.trend;

import java.util.Arrays;
import java.util.List;

/**
 * Fits columns to the blocks of a series beside what every explanation shares: a constant, and what
 * is known to move memory without being growth, such as the load.
 */
final class Regression {
    private final ArRegression regression;
    private final double[] ones;
    private final List<double[]> known;

    /**
     * @param index positions in widths at which the blocks were read; gaps are missing blocks
     * @param values one a block
     * @param known columns of which more cannot need less memory; each is used where it helps
     * @param resolution difference in the values that means nothing
     */
    Regression(double[] index, double[] values, List<double[]> known, double resolution) {
        this.regression = new ArRegression(blockNumbers(index), values, resolution);
        this.known = known;
        this.ones = new double[index.length];
        Arrays.fill(ones, 1);
    }

    /** Errors are those of blocks, not of the moments in them at which the lowest was read. */
    private static double[] blockNumbers(double[] index) {
        double[] numbers = new double[index.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Math.floor(index[i]);
        }
        return numbers;
    }

    int rows() {
        return ones.length;
    }

    /**
     * The best fit of these columns.
     *
     * @param gridParameters that were chosen to make the columns: they cost as much as others
     */
    Solution solve(int gridParameters, double[]... shapes) {
        Solution best = null;
        // All, then fewer and fewer: a covariate with a negative effect follows the noise.
        for (int use = (1 << known.size()) - 1; use >= 0; use--) {
            Solution with = solve(gridParameters, use, shapes);
            if (with.plausible() && (best == null || with.score > best.score)) {
                best = with;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no covariate at all is always plausible");
        }
        return best;
    }

    private Solution solve(int gridParameters, int use, double[]... shapes) {
        int fixed = 1 + Integer.bitCount(use);
        double[][] columns = new double[fixed + shapes.length][];
        columns[0] = ones;
        int next = 1;
        for (int i = 0; i < known.size(); i++) {
            if ((use >> i & 1) != 0) {
                columns[next++] = known.get(i);
            }
        }
        System.arraycopy(shapes, 0, columns, fixed, shapes.length);
        ArRegression.Result result = regression.fit(columns);
        int parameters = columns.length + gridParameters;
        double score = result.logLikelihood() - parameters / 2.0 * Math.log(ones.length);
        return new Solution(score, result, columns, fixed);
    }

    /**
     * A fit.
     *
     * @param score log likelihood less half the logarithm of the rows for each parameter
     * @param columns that were fitted; the first {@code fixed} are the constant and the covariates
     */
    // Columns of numbers inside this package: never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Solution(double score, ArRegression.Result result, double[][] columns, int fixed) {
        /** Coefficient of the shape's column of this number. */
        double of(int shape) {
            return result.coefficients()[fixed + shape];
        }

        double errorOf(int shape) {
            return result.standardErrors()[fixed + shape];
        }

        double sigma() {
            return result.sigma();
        }

        /** From the first block to the last, not from where the shape would have begun. */
        double rise(int shape) {
            double[] column = columns[fixed + shape];
            return of(shape) * (column[column.length - 1] - column[0]);
        }

        private boolean plausible() {
            for (int i = 1; i < fixed; i++) {
                if (!(result.coefficients()[i] > 0)) {
                    return false;
                }
            }
            return true;
        }
    }
}
