package dev.tidemark.gate;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * How likely it is that growth fits the lengths of the rounds as well as it does, if it does not
 * depend on them. The lengths were drawn by us, so this needs no assumption about the growth: it
 * may follow time, collections, a test framework, or anything else. Lengths are drawn again and
 * again, and those that fit as well are counted.
 *
 * @see <a href="https://doi.org/10.2202/1544-6115.1585">Phipson and Smyth 2010</a>, on why the draw
 *     that was seen counts as one of them
 * @see <a href="https://doi.org/10.1093/biomet/78.2.301">Besag and Clifford 1991</a>, on why
 *     drawing may end after so many that fit as well
 */
final class Chance {
    private static final int DRAWS = 400_000;

    /**
     * So many that fit as well tell enough: what is that likely is no leak by any bound, and what
     * is likelier still is told after fewer draws.
     */
    private static final int ENOUGH = 200;

    /** Rounding must not make a fit better than itself. */
    private static final double EQUAL = 1e-9;

    private Chance() {}

    /**
     * The chance: never 0, as draws are finite, and 1 where nothing grew with the lengths.
     *
     * @param growth of each round, in any unit
     * @param lengths of the same rounds, as they were drawn
     * @param range from which they were drawn
     */
    static double of(double[] growth, long[] lengths, Lengths range, RandomGenerator random) {
        double mean = Arrays.stream(growth).average().orElse(0);
        double[] centred = Arrays.stream(growth).map(value -> value - mean).toArray();
        double seen = fit(centred, lengths);
        if (!(seen > 0)) {
            return 1;
        }
        int asGood = 1;
        int draws = 1;
        while (draws < DRAWS && asGood <= ENOUGH) {
            draws++;
            if (fit(centred, range.draw(random)) >= seen * (1 - EQUAL)) {
                asGood++;
            }
        }
        return (double) asGood / draws;
    }

    /** The correlation with the lengths, up to a factor that no draw changes. */
    private static double fit(double[] centred, long[] lengths) {
        double sum = 0;
        double squares = 0;
        double product = 0;
        for (int i = 0; i < centred.length; i++) {
            double length = lengths[i];
            sum += length;
            squares += length * length;
            product += centred[i] * length;
        }
        return product / Math.sqrt(squares - sum * sum / centred.length);
    }
}
