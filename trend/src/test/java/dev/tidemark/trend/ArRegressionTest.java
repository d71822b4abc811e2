package dev.tidemark.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ArRegressionTest {

    @RepeatedTest(50)
    void the_fit_is_the_one_that_the_full_covariance_matrix_gives(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        int n = 8 + random.nextInt(20);
        double[] index = indexWithGaps(random, n);
        double[] values = new double[n];
        double[] ones = new double[n];
        for (int i = 0; i < n; i++) {
            ones[i] = 1;
            values[i] = 100 + 3 * index[i] + 5 * random.nextGaussian();
        }
        double[][] columns = {ones, index};

        ArRegression.Result fast = new ArRegression(index, values, 0).fit(columns);

        double[] slow = generalisedLeastSquares(index, values, fast.rho());
        assertThat(fast.coefficients()[0]).as("seed %d", seed).isCloseTo(slow[0], within(1e-6));
        assertThat(fast.coefficients()[1]).as("seed %d", seed).isCloseTo(slow[1], within(1e-6));
    }

    @Test
    void errors_that_remember_widen_the_interval_of_a_slope() {
        double forgetful = meanSlopeError(0);
        double mindful = meanSlopeError(0.9);

        assertThat(mindful).as("seeds 1 to 40").isGreaterThan(1.5 * forgetful);
    }

    /** Of series without a trend whose errors have a variance of 1. */
    private static double meanSlopeError(double rho) {
        int n = 48;
        double sum = 0;
        for (int seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            double[] index = new double[n];
            double[] ones = new double[n];
            double[] values = new double[n];
            double error = random.nextGaussian();
            for (int i = 0; i < n; i++) {
                index[i] = i;
                ones[i] = 1;
                values[i] = error;
                error = rho * error + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            }
            double[][] columns = {ones, index};
            sum += new ArRegression(index, values, 0).fit(columns).standardErrors()[1];
        }
        return sum / 40;
    }

    private static double[] indexWithGaps(Random random, int n) {
        double[] index = new double[n];
        for (int i = 1; i < n; i++) {
            index[i] = index[i - 1] + (random.nextInt(3) == 0 ? 2 : 1);
        }
        return index;
    }

    /** (X' V^-1 X)^-1 X' V^-1 y with V written out and inverted by elimination. */
    private static double[] generalisedLeastSquares(double[] x, double[] y, double rho) {
        int n = x.length;
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i][j] = Math.pow(rho, Math.abs(x[i] - x[j]));
            }
        }
        double[][] weights = inverse(covariance);
        double a = 0;
        double b = 0;
        double c = 0;
        double p = 0;
        double q = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a += weights[i][j];
                b += weights[i][j] * x[j];
                c += x[i] * weights[i][j] * x[j];
                p += weights[i][j] * y[j];
                q += x[i] * weights[i][j] * y[j];
            }
        }
        double determinant = a * c - b * b;
        return new double[] {(c * p - b * q) / determinant, (a * q - b * p) / determinant};
    }

    private static double[][] inverse(double[][] matrix) {
        int n = matrix.length;
        double[][] work = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(matrix[i], 0, work[i], 0, n);
            work[i][n + i] = 1;
        }
        for (int pivot = 0; pivot < n; pivot++) {
            double by = work[pivot][pivot];
            for (int k = 0; k < 2 * n; k++) {
                work[pivot][k] /= by;
            }
            for (int row = 0; row < n; row++) {
                double times = row == pivot ? 0 : work[row][pivot];
                for (int k = 0; k < 2 * n; k++) {
                    work[row][k] -= times * work[pivot][k];
                }
            }
        }
        double[][] inverse = new double[n][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(work[i], n, inverse[i], 0, n);
        }
        return inverse;
    }
}
