package dev.tidemark.trend;

/**
 * A small linear least-squares problem, solved by its normal equations.
 *
 * @param coefficients one a column; 0 for a column that the others already span
 * @param inverseDiagonal of the inverse of the columns' products: a coefficient's variance for
 *     errors of variance 1
 * @param residualSquares what is left, squared and summed
 */
// Columns of numbers inside this package: never compared, and a list would box them.
@SuppressWarnings("ArrayRecordComponent")
record NormalEquations(double[] coefficients, double[] inverseDiagonal, double residualSquares) {

    /** Relative size of a pivot below which a column counts as a combination of the others. */
    private static final double DEPENDENT = 1e-10;

    static NormalEquations solve(double[][] columns, double[] target) {
        int n = columns.length;
        double[][] system = new double[n][2 * n + 1];
        double[] scale = new double[n];
        for (int i = 0; i < n; i++) {
            scale[i] = Math.sqrt(Math.max(dot(columns[i], columns[i]), Double.MIN_NORMAL));
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                system[i][j] = dot(columns[i], columns[j]) / (scale[i] * scale[j]);
            }
            system[i][n + i] = 1;
            system[i][2 * n] = dot(columns[i], target) / scale[i];
        }
        boolean[] kept = eliminate(system, n);
        double[] coefficients = new double[n];
        double[] inverse = new double[n];
        for (int i = 0; i < n; i++) {
            coefficients[i] = kept[i] ? system[i][2 * n] / scale[i] : 0;
            inverse[i] = kept[i] ? system[i][n + i] / (scale[i] * scale[i]) : 0;
        }
        return new NormalEquations(
                coefficients, inverse, residualSquares(columns, target, coefficients));
    }

    /** Gauss-Jordan; the matrix is symmetric and scaled to a diagonal of 1, so no row swaps. */
    private static boolean[] eliminate(double[][] system, int n) {
        boolean[] kept = new boolean[n];
        for (int pivot = 0; pivot < n; pivot++) {
            kept[pivot] = system[pivot][pivot] > DEPENDENT;
            if (!kept[pivot]) {
                continue;
            }
            divide(system[pivot], system[pivot][pivot]);
            for (int row = 0; row < n; row++) {
                if (row != pivot) {
                    subtract(system[row], system[pivot], system[row][pivot]);
                }
            }
        }
        return kept;
    }

    private static void divide(double[] row, double by) {
        for (int i = 0; i < row.length; i++) {
            row[i] /= by;
        }
    }

    private static void subtract(double[] from, double[] row, double times) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= times * row[i];
        }
    }

    private static double residualSquares(
            double[][] columns, double[] target, double[] coefficients) {
        double sum = 0;
        for (int row = 0; row < target.length; row++) {
            double left = target[row];
            for (int c = 0; c < columns.length; c++) {
                left -= coefficients[c] * columns[c][row];
            }
            sum += left * left;
        }
        return sum;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
