package dev.tidemark.trend;

import java.util.Arrays;
import java.util.List;

/**
 * How much the live set grows with each operation, from heap readings taken right after full
 * collections.
 *
 * <p>The estimate is the median of the slopes between all pairs of readings, so one odd reading
 * does not move it; the interval is made of the slopes themselves (Sen 1968), widened when
 * neighbouring errors resemble each other. Of five readings or fewer it is the range of all slopes,
 * of three that range three times as wide: three points agree too easily.
 *
 * @param bytes an operation; below 0 when the live set shrinks
 * @param low end of the 95 % interval
 * @param high end of the 95 % interval
 * @param readings used
 * @param laterShare growth per operation in the later half of the readings, as a share of that in
 *     the earlier half: 1 when it is constant, towards 0 when it comes to an end, NaN when there
 *     was no growth in the earlier half or there are fewer than four readings
 * @see <a href="https://doi.org/10.1080/01621459.1968.10480934">Sen 1968, Estimates of the
 *     regression coefficient based on Kendall's tau</a>
 */
public record GrowthPerOperation(
        double bytes, double low, double high, int readings, double laterShare) {
    /** Readings that an estimate needs at least. */
    public static final int MIN_READINGS = 3;

    private static final double NORMAL_95 = 1.96;
    private static final int RANKS_FROM = 6;
    private static final int MEMORY_FROM = 8;

    /**
     * One reading.
     *
     * @param operations done so far
     * @param postGcBytes heap in use after the full collection that followed them
     */
    public record Reading(double operations, double postGcBytes) {}

    /** Whether the growth is real: the whole interval lies above 0. */
    public boolean grows() {
        return low > 0;
    }

    /**
     * The growth that these readings show.
     *
     * @param readings at least {@value #MIN_READINGS}, strictly rising in operations; leave those
     *     of the warm-up out. Not kept.
     * @throws IllegalArgumentException if there are too few, or one has no more operations than the
     *     one before it; the message gives its index
     * @implNote O(n² log n) in the readings.
     */
    public static GrowthPerOperation of(List<Reading> readings) {
        check(readings);
        double[] x = readings.stream().mapToDouble(Reading::operations).toArray();
        double[] y = readings.stream().mapToDouble(Reading::postGcBytes).toArray();
        double[] slopes = slopes(x, y);
        double bytes = Medians.of(slopes);
        double low = slopes[0];
        double high = slopes[slopes.length - 1];
        if (x.length == MIN_READINGS) {
            low = bytes - 3 * (bytes - low);
            high = bytes + 3 * (high - bytes);
        } else if (x.length >= RANKS_FROM) {
            int outside = slopesOutside(x, y, bytes, slopes.length);
            low = slopes[outside];
            high = slopes[slopes.length - 1 - outside];
        }
        return new GrowthPerOperation(bytes, low, high, x.length, laterShare(x, y));
    }

    private static void check(List<Reading> readings) {
        if (readings.size() < MIN_READINGS) {
            throw new IllegalArgumentException(
                    "readings: expected at least %d, got %d"
                            .formatted(MIN_READINGS, readings.size()));
        }
        for (int i = 1; i < readings.size(); i++) {
            double before = readings.get(i - 1).operations();
            double now = readings.get(i).operations();
            if (!(now > before)) {
                throw new IllegalArgumentException(
                        "readings[%d]: expected more than %s operations, got %s"
                                .formatted(i, before, now));
            }
        }
    }

    /** The slopes between all pairs, rising. */
    private static double[] slopes(double[] x, double[] y) {
        int n = x.length;
        double[] slopes = new double[n * (n - 1) / 2];
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                slopes[next++] = (y[j] - y[i]) / (x[j] - x[i]);
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    /** How many of the slopes lie outside of the interval at either end. */
    private static int slopesOutside(double[] x, double[] y, double slope, int slopes) {
        int n = x.length;
        double deviation = Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
        double memory = n < MEMORY_FROM ? 0 : Math.max(0, memory(x, y, slope));
        double widening = Math.sqrt((1 + memory) / (1 - memory));
        double half = NORMAL_95 * deviation * widening;
        return (int) Math.max(0, Math.floor((slopes - half) / 2));
    }

    /** Correlation of neighbouring errors, at most 0.95. */
    private static double memory(double[] x, double[] y, double slope) {
        int n = x.length;
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            errors[i] = y[i] - slope * x[i];
        }
        double middle = Arrays.stream(errors).average().orElse(0);
        double together = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double error = errors[i] - middle;
            squares += error * error;
            together += i == 0 ? 0 : error * (errors[i - 1] - middle);
        }
        return squares == 0 ? 0 : Math.min(0.95, together / squares);
    }

    private static double laterShare(double[] x, double[] y) {
        int n = x.length;
        if (n < 4) {
            return Double.NaN;
        }
        int middle = n / 2;
        double earlier =
                Medians.of(slopes(Arrays.copyOf(x, middle + 1), Arrays.copyOf(y, middle + 1)));
        double later =
                Medians.of(
                        slopes(Arrays.copyOfRange(x, middle, n), Arrays.copyOfRange(y, middle, n)));
        return earlier > 0 ? later / earlier : Double.NaN;
    }
}
