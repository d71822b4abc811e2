package dev.tidemark.report;

import dev.tidemark.model.TrendVerdict;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a picture of a judged series shows besides its values: the floor that they rest on, the line
 * of the growth that was found, and where it leads.
 *
 * <p>Times are seconds in the verdict's epoch, values in the unit of the signal.
 */
public final class GrowthPicture {
    private static final int PARTS = 40;

    /** How far to look ahead, as a share of what was seen. */
    private static final double AHEAD = 0.35;

    private final TrendVerdict verdict;
    private final double begin;
    private final double end;
    private final double[] floors = new double[PARTS];

    /**
     * @param seconds of the readings, rising; at least one
     * @param values of the judged signal, or the lowest of several readings; NaN where there is
     *     none
     */
    public GrowthPicture(TrendVerdict verdict, double[] seconds, double[] values) {
        this.verdict = verdict;
        this.begin = seconds[0];
        this.end = seconds[seconds.length - 1];
        Arrays.fill(floors, Double.NaN);
        for (int i = 0; i < seconds.length; i++) {
            int part = part(seconds[i]);
            if (!(values[i] >= floors[part]) && !Double.isNaN(values[i])) {
                floors[part] = values[i];
            }
        }
    }

    private int part(double second) {
        double share = (second - begin) / Math.max(1e-9, end - begin);
        return Math.clamp((int) (PARTS * share), 0, PARTS - 1);
    }

    /** In how many parts of equal length the time of the readings is cut for the floor. */
    public int parts() {
        return PARTS;
    }

    /** The middle of a part's time. */
    public double middle(int part) {
        return begin + (part + 0.5) / PARTS * (end - begin);
    }

    /** The lowest value of a part; NaN where there is none. */
    public double floor(int part) {
        return floors[part];
    }

    /** From where on growth was found, within what is shown; NaN if none was. */
    public double onset() {
        return verdict instanceof TrendVerdict.Leaking leaking
                ? Math.max(begin, leaking.onsetSeconds())
                : Double.NaN;
    }

    /**
     * The value at a time by the growth that was found, which runs through the last floor.
     *
     * @param rate per second; one of those of the verdict
     */
    public double line(double second, double rate) {
        return lastFloor() + rate * (second - end);
    }

    private double lastFloor() {
        for (int part = PARTS - 1; part >= 0; part--) {
            if (!Double.isNaN(floors[part])) {
                return floors[part];
            }
        }
        return 0;
    }

    /** Until when growth is drawn: up to the limit, when that is near enough for the picture. */
    public double horizon() {
        if (!(verdict instanceof TrendVerdict.Leaking leaking)) {
            return end;
        }
        TrendVerdict.@Nullable Limit limit = leaking.limit();
        double most = AHEAD * (end - begin);
        return end + (limit == null ? most : Math.min(most, limit.seconds()));
    }
}
