package dev.tidemark.monitor.store;

/**
 * What the frames before say of the next one: writer and reader go through the same states.
 *
 * <p>A frame is what was measured of a process at one time. It is written as: how much longer ago
 * the frame before is than that one's own predecessor, which is 0 for even times, and in the lowest
 * bit whether other signals follow than before; those as a set of bits, if so; and for each its
 * value, by its difference to the one before. Most frames of four signals take eight to twelve
 * bytes.
 */
final class FrameState {
    private long millis;
    private long step;
    private long signals;
    private final double[] values = new double[SignalCode.COUNT];

    /** Time of the last frame; milliseconds since 1970. */
    long millis() {
        return millis;
    }

    /** Which signals the last frame has, a bit each. */
    long signals() {
        return signals;
    }

    /** How a frame's time differs from what those before let expect. */
    long surprise(long nextMillis) {
        return nextMillis - millis - step;
    }

    /** The inverse of {@link #surprise}. */
    long after(long surprise) {
        return millis + step + surprise;
    }

    void advance(long nextMillis, long nextSignals) {
        // Nothing was before the first one: its distance to 1970 is no step.
        step = signals == 0 ? 0 : nextMillis - millis;
        millis = nextMillis;
        signals = nextSignals;
    }

    double value(int code) {
        return values[code];
    }

    void value(int code, double value) {
        values[code] = value;
    }
}
