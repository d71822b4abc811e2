package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured of a process at one time, while readings of it still come in. Not thread-safe.
 *
 * <p>A reading that comes twice, because its sender was not sure, counts once.
 */
final class Moment {
    private static final int USUAL_READINGS = 8;

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

    /** The sum of the parts of each signal, and how many there are. */
    Map<Signal, Sum> sums() {
        Map<Signal, Sum> sums = new EnumMap<>(Signal.class);
        for (int i = 0; i < size; i++) {
            Sum sum = sums.getOrDefault(series[i].signal(), Sum.NONE);
            sums.put(series[i].signal(), sum.plus(values[i]));
        }
        return sums;
    }

    /** A signal's parts added up. */
    record Sum(double value, int parts) {
        private static final Sum NONE = new Sum(0, 0);

        private Sum plus(double more) {
            return new Sum(value + more, parts + 1);
        }
    }
}
