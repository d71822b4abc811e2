package dev.tidemark.trend;

import dev.tidemark.trend.SeriesOpinion.Kind;
import java.util.function.Function;

/**
 * Judges the lowest heap between collections where full collections are not seen.
 *
 * <p>Some collectors clean the old generation without counting it as a full collection: the floor
 * then falls back by itself. What it falls back to is the live set; what it climbs to in between is
 * garbage as well.
 */
final class HeapFloors {
    /** A floor at this share of an earlier one has been cleaned. */
    private static final double FELL_TO = 0.75;

    /** Beyond this multiple of where it was cleaned before, a climb is more than garbage. */
    private static final double BEYOND_GARBAGE = 2.5;

    /** Share of the series that counts as start-up: what falls there proves nothing. */
    private static final double START_UP = 0.2;

    private static final int ENOUGH_TROUGHS = 3;

    private HeapFloors() {}

    /**
     * @param floors the lowest heap of each block
     * @param material rise below which growth is of no interest
     * @param wholeSeries judges a series as it is
     */
    static SeriesOpinion judge(
            Blocks floors, double material, Function<Blocks, SeriesOpinion> wholeSeries) {
        boolean[] trough = new boolean[floors.count()];
        double highestCleaned = troughs(floors.floor(), trough);
        Blocks troughs = floors.only(trough);
        int n = floors.count();
        boolean climbedBeyond = n > 0 && floors.floor()[n - 1] > BEYOND_GARBAGE * highestCleaned;
        SeriesOpinion whole = wholeSeries.apply(floors);
        if (troughs.count() == 0 || climbedBeyond) {
            return whole;
        }
        SeriesOpinion atTroughs = RareReadings.judge(troughs, material);
        boolean few = troughs.count() < ENOUGH_TROUGHS && atTroughs.kind() != Kind.STEADY;
        return atTroughs.kind() == Kind.UNDECIDED || few
                ? doubted(whole, floors.end() < highestCleaned)
                : confirmed(whole, atTroughs, troughs.count());
    }

    /** A climb that a collection may still end is no leak yet. */
    private static SeriesOpinion doubted(SeriesOpinion whole, boolean asHighBefore) {
        if (asHighBefore && whole.kind() != Kind.STEADY) {
            return whole.as(
                    Kind.SETTLED, "the lowest heap is no higher than before it last fell back");
        }
        return whole.kind() == Kind.LEAKING
                ? whole.as(
                        Kind.UNDECIDED,
                        "the lowest heap climbs, but has fallen back from such heights before")
                : whole;
    }

    private static SeriesOpinion confirmed(
            SeriesOpinion whole, SeriesOpinion atTroughs, int times) {
        return atTroughs.kind() == Kind.LEAKING
                ? whole
                : atTroughs.as(
                        atTroughs.kind(),
                        "the lowest heap fell back %d times; judged by where to".formatted(times));
    }

    /** Marks where the floor fell back to; returns the highest level from which it did. */
    private static double troughs(double[] floor, boolean[] trough) {
        double highest = 0;
        double peak = 0;
        for (int i = 0; i < floor.length; i++) {
            boolean lowest = i + 1 == floor.length || floor[i + 1] > floor[i];
            peak = Math.max(peak, floor[i]);
            if (floor[i] < FELL_TO * peak && lowest && i >= START_UP * floor.length) {
                trough[i] = true;
                highest = Math.max(highest, peak);
                peak = floor[i];
            }
        }
        return highest;
    }
}
