package dev.tidemark.monitor.store;

/** Readings of one process as bytes that only grow: see {@link FrameState}. Not thread-safe. */
final class FrameWriter {
    private final FrameState state;
    private final ByteWriter out;

    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;

    FrameWriter() {
        state = new FrameState();
        out = new ByteWriter();
    }

    /** Bytes so far. */
    int size() {
        return out.size();
    }

    /** The bytes of memory that it takes, about. */
    int memoryBytes() {
        return out.capacity() + 8 * SignalCode.COUNT + 150;
    }

    /** The lowest of all times. */
    long firstMillis() {
        return firstMillis;
    }

    /** The highest of all times. */
    long lastMillis() {
        return lastMillis;
    }

    /**
     * Begins a frame. The value of each of its signals has to follow, by rising code.
     *
     * @param signals a bit for the code of each; not 0
     */
    void frame(long millis, long signals) {
        boolean others = signals != state.signals();
        long surprise = state.surprise(millis);
        long zigzag = (surprise << 1) ^ (surprise >> 63);
        out.varint(zigzag << 1 | (others ? 1 : 0));
        if (others) {
            out.varint(signals);
        }
        state.advance(millis, signals);
        firstMillis = Math.min(firstMillis, millis);
        lastMillis = Math.max(lastMillis, millis);
    }

    /** A reading of the frame. */
    void reading(int code, double value) {
        Values.write(out, value, state.value(code));
        state.value(code, value);
    }

    /** Several readings of a signal as one value of the frame. */
    void point(int code, double low, double high, double last) {
        Values.write(out, low, state.value(code));
        Values.write(out, high, low);
        Values.write(out, last, low);
        state.value(code, low);
    }

    /** Adds frames that another writer of readings wrote after the same ones. */
    void addReadings(byte[] frames) throws DamagedDataException {
        FrameReader reader = FrameReader.ofReadings(new ByteReader(frames), state);
        while (reader.next()) {
            firstMillis = Math.min(firstMillis, reader.millis());
            lastMillis = Math.max(lastMillis, reader.millis());
        }
        out.add(frames, 0, frames.length);
    }

    /** Adds its bytes from a place on to others. */
    void copyTo(ByteWriter to, int start, int end) {
        to.add(out, start, end);
    }

    byte[] toBytes() {
        return out.toBytes();
    }
}
