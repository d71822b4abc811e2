package dev.tidemark.monitor.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus' remote-write message, version 1.0: series with their labels in front of their
 * samples. Of known series no object is made.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec/">the protocol</a>
 */
final class WriteRequest {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int SERIES = 1 << 3 | 2;
    private static final int LABEL = 1 << 3 | 2;
    private static final int LABEL_NAME = 1 << 3 | 2;
    private static final int LABEL_VALUE = 2 << 3 | 2;

    private static final byte[] NAME = "__name__".getBytes(StandardCharsets.US_ASCII);
    private static final long NAME_BITS = (long) LONGS.get(NAME, 0);

    private final SeriesIndex index;
    private final WriteSamples samples;
    private final WireCursor in;

    private WriteRequest(SeriesIndex index, Readings readings, WireCursor in) {
        this.index = index;
        this.samples = new WriteSamples(in, readings);
        this.in = in;
    }

    /** Reads all samples of a message. */
    static void read(byte[] bytes, int length, SeriesIndex index, Readings readings)
            throws RefusedException {
        WireCursor in = new WireCursor(bytes, 0, length);
        WriteRequest request = new WriteRequest(index, readings, in);
        while (in.more()) {
            int tag = in.tag();
            if (tag == SERIES) {
                request.series(in.block("a series"));
            } else {
                in.skip(tag, length);
            }
        }
    }

    private void series(int end) throws RefusedException {
        int from = in.position();
        MetricNames.Known metric = null;
        while (in.before(end) && in.peek() == LABEL) {
            in.tag();
            int labelEnd = in.block("a label");
            in.within(labelEnd, end);
            if (metric == null) {
                metric = metricIn(labelEnd);
            }
            in.moveTo(labelEnd);
        }
        Outlet outlet =
                metric == null ? null : index.outlet(metric, in.bytes(), from, in.position());
        samples(end, metric, outlet);
    }

    /** What the metric means if this label is its name; null if not, or if it means nothing. */
    private MetricNames.@Nullable Known metricIn(int end) throws RefusedException {
        int start = in.position() + 2;
        int value = start + NAME.length;
        byte[] bytes = in.bytes();
        if (value + 1 >= end
                || in.peek() != LABEL_NAME
                || bytes[start - 1] != NAME.length
                || (long) LONGS.get(bytes, start) != NAME_BITS
                || bytes[value] != LABEL_VALUE) {
            return null;
        }
        in.moveTo(value + 1);
        int nameEnd = in.block("a metric's name");
        in.within(nameEnd, end);
        return index.metric(bytes, in.position(), nameEnd);
    }

    private void samples(int end, MetricNames.@Nullable Known metric, @Nullable Outlet outlet)
            throws RefusedException {
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case WriteSamples.SAMPLE -> samples.read(end, metric != null, outlet);
                case LABEL ->
                        throw in.broken("the labels of a series before its samples", "a label");
                default -> in.skip(tag, end);
            }
        }
    }
}
