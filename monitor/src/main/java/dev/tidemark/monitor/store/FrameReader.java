package dev.tidemark.monitor.store;

/** Reads what {@link FrameWriter} wrote, frame by frame. Not thread-safe. */
final class FrameReader {
    private static final long ALL_SIGNALS = (1L << SignalCode.COUNT) - 1;

    private final ByteReader in;
    private final FrameState state;
    private final boolean points;

    private final double[] low = new double[SignalCode.COUNT];
    private final double[] high = new double[SignalCode.COUNT];
    private final double[] last = new double[SignalCode.COUNT];

    private FrameReader(ByteReader in, FrameState state, boolean points) {
        this.in = in;
        this.state = state;
        this.points = points;
    }

    /** Of readings; {@code state} is what the frames before have left. */
    static FrameReader ofReadings(ByteReader in, FrameState state) {
        return new FrameReader(in, state, false);
    }

    /** Of a whole chunk. */
    static FrameReader of(ByteReader in, Tier tier) {
        return new FrameReader(in, new FrameState(), tier != Tier.RAW);
    }

    /** Goes to the next frame, if there is one. */
    boolean next() throws DamagedDataException {
        if (!in.hasMore()) {
            return false;
        }
        long head = in.varint();
        long signals = (head & 1) == 0 ? state.signals() : in.varint();
        if (signals == 0 || (signals & ~ALL_SIGNALS) != 0) {
            throw new DamagedDataException("a set of known signals", Long.toBinaryString(signals));
        }
        long zigzag = head >>> 1;
        state.advance(state.after((zigzag >>> 1) ^ -(zigzag & 1)), signals);
        for (long left = signals; left != 0; left &= left - 1) {
            value(Long.numberOfTrailingZeros(left));
        }
        return true;
    }

    long millis() {
        return state.millis();
    }

    /** The signals of the frame, a bit each. */
    long signals() {
        return state.signals();
    }

    boolean has(int code) {
        return (state.signals() & 1L << code) != 0;
    }

    double low(int code) {
        return low[code];
    }

    double high(int code) {
        return high[code];
    }

    double last(int code) {
        return last[code];
    }

    private void value(int code) throws DamagedDataException {
        low[code] = Values.read(in, state.value(code));
        high[code] = points ? Values.read(in, low[code]) : low[code];
        last[code] = points ? Values.read(in, low[code]) : low[code];
        state.value(code, low[code]);
    }
}
