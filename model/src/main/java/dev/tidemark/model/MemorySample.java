package dev.tidemark.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured of one process at one moment. Any signal may be missing.
 *
 * @param seconds when it was taken; the epoch is the series' own
 * @param values each in the unit of its signal
 */
public record MemorySample(double seconds, Map<Signal, Double> values) {
    public MemorySample {
        values = Map.copyOf(values);
    }

    /** A sample without values yet. */
    public static MemorySample at(double seconds) {
        return new MemorySample(seconds, Map.of());
    }

    /** This sample with one more value; the sample itself stays as it was. */
    public MemorySample with(Signal signal, double value) {
        Map<Signal, Double> more = new EnumMap<>(Signal.class);
        more.putAll(values);
        more.put(signal, value);
        return new MemorySample(seconds, more);
    }

    /** The value of a signal in its unit, or empty when it was not measured. */
    public OptionalDouble value(Signal signal) {
        Double value = values.get(signal);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
