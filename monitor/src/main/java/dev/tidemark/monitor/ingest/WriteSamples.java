package dev.tidemark.monitor.ingest;

import org.jspecify.annotations.Nullable;

/** Reads the samples of a series, which both versions of remote write write alike. */
final class WriteSamples {
    /** A sample in a series. */
    static final int SAMPLE = 2 << 3 | 2;

    private static final int VALUE = 1 << 3 | 1;
    private static final int TIME = 2 << 3;

    private final WireCursor in;
    private final Readings readings;

    WriteSamples(WireCursor in, Readings readings) {
        this.in = in;
        this.readings = readings;
    }

    /**
     * Reads one, whose tag has been read.
     *
     * @param end of its series
     * @param understood whether its metric means something
     * @param outlet where it goes; null if there is no room, or it means nothing
     */
    void read(int end, boolean understood, @Nullable Outlet outlet) throws RefusedException {
        int sampleEnd = in.block("a sample");
        in.within(sampleEnd, end);
        double value = 0;
        long time = 0;
        while (in.before(sampleEnd)) {
            int tag = in.tag();
            switch (tag) {
                case VALUE -> value = in.real();
                case TIME -> time = in.varint();
                default -> in.skip(tag, sampleEnd);
            }
        }
        in.within(in.position(), sampleEnd);
        if (outlet != null) {
            readings.add(outlet, time, value);
        } else if (understood) {
            readings.refuse();
        } else {
            readings.ignore();
        }
    }
}
