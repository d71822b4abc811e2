package dev.tidemark.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * How fast the heap fills between full collections.
 *
 * <p>What fills it is garbage and what is retained. When the latter stops growing, it fills more
 * slowly than in the cycle before.
 */
final class HeapCycle {
    /** Share of the last cycle that has to have passed before its pace can be compared. */
    private static final double ENOUGH = 0.2;

    private double begin = Double.NaN;
    private double floor;
    private double peak;
    private double length;
    private double paceBefore = Double.NaN;

    /** Takes the heap in use, garbage included. */
    void add(double position, OptionalDouble heapUsed) {
        if (!Double.isNaN(begin) && position > begin) {
            peak = Math.max(peak, heapUsed.orElse(peak));
        }
    }

    /** A full collection left this much. */
    void collected(double position, double left) {
        if (!Double.isNaN(begin) && position > begin) {
            length = position - begin;
            paceBefore = (peak - floor) / length;
        }
        begin = position;
        floor = left;
        peak = left;
    }

    /** Pace since the last collection as a share of that before it; NaN when not known. */
    double pace(double position) {
        double passed = position - begin;
        return passed > ENOUGH * length ? (peak - floor) / passed / paceBefore : Double.NaN;
    }

    void write(DataOutput to) throws IOException {
        Saved.writeDoubles(to, begin, floor, peak, length, paceBefore);
    }

    void read(DataInput from) throws IOException {
        begin = from.readDouble();
        floor = from.readDouble();
        peak = from.readDouble();
        length = from.readDouble();
        paceBefore = from.readDouble();
    }
}
