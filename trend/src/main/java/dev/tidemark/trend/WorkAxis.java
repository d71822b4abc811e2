package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The axis along which leaks are straight: operations done where they are counted, load summed over
 * time where that is known, else seconds.
 *
 * <p>A service that leaks a little with each request leaks in waves when the load comes in waves.
 * Against the requests done it leaks along a line.
 */
final class WorkAxis {
    private enum Unit {
        UNKNOWN,
        OPERATIONS,
        LOAD,
        SECONDS
    }

    /** The pace is that of so many operations: of fewer, chance alone varies it by more. */
    private static final double ENOUGH_OPERATIONS = 1000;

    private final boolean exercised;
    private Unit unit = Unit.UNKNOWN;
    private double position;
    private double second;
    private double operations;
    private double load = Double.NaN;
    private double pace = Double.NaN;
    private double pacedOperations;
    private double pacedSecond;

    /**
     * @param exercised whether the process is made to work as fast as it can: how fast that is,
     *     then comes from its memory as well, and is no influence on it
     */
    WorkAxis(boolean exercised) {
        this.exercised = exercised;
    }

    /** Moves on to this sample. */
    void advance(MemorySample sample) {
        double step = unit == Unit.UNKNOWN ? 0 : Math.max(0, sample.seconds() - second);
        double done = sample.value(Signal.OPERATIONS).orElse(operations);
        double now = sample.value(Signal.LOAD).orElse(load);
        if (unit == Unit.UNKNOWN) {
            unit = unitOf(sample);
            operations = done;
            pacedOperations = done;
            pacedSecond = sample.seconds();
        }
        switch (unit) {
            case OPERATIONS -> position += Math.max(0, done - operations);
            case LOAD -> position += step * Math.max(0, now);
            default -> position += step;
        }
        if (now > 0) {
            pace = now;
        } else if (unit == Unit.OPERATIONS && Double.isNaN(now)) {
            measurePace(done, sample.seconds());
        }
        operations = done;
        load = now;
        second = sample.seconds();
    }

    private void measurePace(double done, double at) {
        double counted = done - pacedOperations;
        if (counted >= ENOUGH_OPERATIONS && at > pacedSecond) {
            pace = counted / (at - pacedSecond);
        } else if (counted >= 0) {
            return;
        }
        pacedOperations = done;
        pacedSecond = at;
    }

    private static Unit unitOf(MemorySample sample) {
        if (sample.value(Signal.OPERATIONS).isPresent()) {
            return Unit.OPERATIONS;
        }
        return sample.value(Signal.LOAD).isPresent() ? Unit.LOAD : Unit.SECONDS;
    }

    /** Where the latest sample lies. */
    double position() {
        return position;
    }

    /** Operations per second at the latest sample; NaN until that is known. */
    double pace() {
        return exercised ? Double.NaN : pace;
    }

    void write(DataOutput to) throws IOException {
        to.writeUTF(unit.name());
        Saved.writeDoubles(
                to, position, second, operations, load, pace, pacedOperations, pacedSecond);
    }

    void read(DataInput from) throws IOException {
        unit = Unit.valueOf(from.readUTF());
        position = from.readDouble();
        second = from.readDouble();
        operations = from.readDouble();
        load = from.readDouble();
        pace = from.readDouble();
        pacedOperations = from.readDouble();
        pacedSecond = from.readDouble();
    }
}
