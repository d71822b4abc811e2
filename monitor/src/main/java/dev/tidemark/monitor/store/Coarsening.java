package dev.tidemark.monitor.store;

import java.util.TreeMap;

/**
 * Puts frames together to points of even width: of each signal the lowest, the highest, and the
 * last by time. The order in which they come does not matter. Not thread-safe.
 */
final class Coarsening {
    private final long widthMillis;
    private final TreeMap<Long, Stretch> stretches = new TreeMap<>();

    /** What was measured within one width. */
    private static final class Stretch {
        private long millis = Long.MIN_VALUE;
        private long signals;
        private final double[] low = new double[SignalCode.COUNT];
        private final double[] high = new double[SignalCode.COUNT];
        private final double[] last = new double[SignalCode.COUNT];
        private final long[] lastMillis = new long[SignalCode.COUNT];

        void add(FrameReader frame) {
            millis = Math.max(millis, frame.millis());
            for (long left = frame.signals(); left != 0; left &= left - 1) {
                add(frame, Long.numberOfTrailingZeros(left));
            }
            signals |= frame.signals();
        }

        private void add(FrameReader frame, int code) {
            boolean first = (signals & 1L << code) == 0;
            low[code] = first ? frame.low(code) : Math.min(low[code], frame.low(code));
            high[code] = first ? frame.high(code) : Math.max(high[code], frame.high(code));
            if (first || frame.millis() >= lastMillis[code]) {
                last[code] = frame.last(code);
                lastMillis[code] = frame.millis();
            }
        }

        void writeTo(FrameWriter out) {
            out.frame(millis, signals);
            for (long left = signals; left != 0; left &= left - 1) {
                int code = Long.numberOfTrailingZeros(left);
                out.point(code, low[code], high[code], last[code]);
            }
        }
    }

    Coarsening(Tier tier) {
        widthMillis = tier.widthMillis();
    }

    void add(FrameReader frames) throws DamagedDataException {
        while (frames.next()) {
            long number = Math.floorDiv(frames.millis(), widthMillis);
            stretches.computeIfAbsent(number, n -> new Stretch()).add(frames);
        }
    }

    boolean isEmpty() {
        return stretches.isEmpty();
    }

    /** All points by time. */
    FrameWriter points() {
        FrameWriter out = new FrameWriter();
        stretches.values().forEach(each -> each.writeTo(out));
        return out;
    }
}
