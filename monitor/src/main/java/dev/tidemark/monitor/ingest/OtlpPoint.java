package dev.tidemark.monitor.ingest;

import java.util.HashMap;
import java.util.Map;

/** One data point of OpenTelemetry, while it is read. Not thread-safe. */
final class OtlpPoint {
    private static final int NO_VALUE = 1;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Map<String, String> attributes = new HashMap<>();
    private long nanos;
    private double value = Double.NaN;
    private long flags;

    void attribute(String name, String text) {
        attributes.put(MetricNames.plain(name), text);
    }

    void nanos(long epochNanos) {
        nanos = epochNanos;
    }

    void value(double number) {
        value = number;
    }

    void flags(long bits) {
        flags = bits;
    }

    Map<String, String> attributes() {
        return attributes;
    }

    long epochMillis() {
        return nanos / NANOS_PER_MILLI;
    }

    /** NaN if the point says that there is none. */
    double value() {
        return (flags & NO_VALUE) != 0 ? Double.NaN : value;
    }
}
