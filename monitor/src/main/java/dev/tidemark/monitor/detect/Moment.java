package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What was measured of a process at one time, while readings of it still come in. Not thread-safe.
 *
 * <p>A reading that comes twice, because its sender was not sure, counts once.
 */
final class Moment {
    private static final int USUAL_READINGS = 8;

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static final Map.Entry<Signal, Double>[] NO_SUMS = new Map.Entry[0];

    private final long epochMillis;
    private final long arrivedNanos;
    private SeriesSlot[] series = new SeriesSlot[USUAL_READINGS];
    private double[] values = new double[USUAL_READINGS];
    private int size;

    Moment(long epochMillis, long arrivedNanos) {
        this.epochMillis = epochMillis;
        this.arrivedNanos = arrivedNanos;
    }

    long epochMillis() {
        return epochMillis;
    }

    /** When its first reading came in, by the monitor's own clock. */
    long arrivedNanos() {
        return arrivedNanos;
    }

    void put(SeriesSlot slot, double value) {
        for (int i = 0; i < size; i++) {
            if (series[i] == slot) {
                values[i] = value;
                return;
            }
        }
        if (size == series.length) {
            series = Arrays.copyOf(series, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        series[size] = slot;
        values[size++] = value;
    }

    /** Each signal with the sum of its parts; without those that lack a part. */
    Map<Signal, Double> sums(PartCounts parts) {
        List<Map.Entry<Signal, Double>> sums = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Signal signal = series[i].signal();
            if (first(signal) == i && parts.whole(signal, count(signal))) {
                sums.add(Map.entry(signal, sum(signal)));
            }
        }
        // One that never changes need not be copied again: there is one for each few readings.
        return Map.ofEntries(sums.toArray(NO_SUMS));
    }

    private int first(Signal signal) {
        int i = 0;
        while (series[i].signal() != signal) {
            i++;
        }
        return i;
    }

    private int count(Signal signal) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += series[i].signal() == signal ? 1 : 0;
        }
        return count;
    }

    private double sum(Signal signal) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += series[i].signal() == signal ? values[i] : 0;
        }
        return sum;
    }
}
