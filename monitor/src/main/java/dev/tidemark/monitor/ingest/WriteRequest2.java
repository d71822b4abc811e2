package dev.tidemark.monitor.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prometheus' remote-write message, version 2.0: texts stand once in a list, and labels are numbers
 * of it. They are put together as version 1.0 writes them, so that one index serves both.
 *
 * @see <a href="https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/">the protocol</a>
 */
final class WriteRequest2 {
    private static final int SYMBOL = 4 << 3 | 2;
    private static final int SERIES = 5 << 3 | 2;
    private static final int LABELS = 1 << 3 | 2;
    private static final int LABEL = 1 << 3;

    private final SeriesIndex index;
    private final WriteSamples samples;
    private final WireCursor in;
    private final List<String> symbols = new ArrayList<>();

    private WriteRequest2(SeriesIndex index, Readings readings, WireCursor in) {
        this.index = index;
        this.samples = new WriteSamples(in, readings);
        this.in = in;
    }

    /** Reads all samples of a message. */
    static void read(byte[] bytes, int length, SeriesIndex index, Readings readings)
            throws RefusedException {
        WireCursor in = new WireCursor(bytes, 0, length);
        WriteRequest2 request = new WriteRequest2(index, readings, in);
        request.each(SYMBOL, length);
        in.moveTo(0);
        request.each(SERIES, length);
    }

    private void each(int wanted, int length) throws RefusedException {
        while (in.more()) {
            int tag = in.tag();
            if (tag != wanted) {
                in.skip(tag, length);
            } else if (wanted == SYMBOL) {
                symbols.add(in.text(length));
            } else {
                series(in.block("a series"));
            }
        }
    }

    private void series(int end) throws RefusedException {
        List<String> labels = labels(in.position(), end);
        Series of = series(labels);
        while (in.before(end)) {
            int tag = in.tag();
            if (tag == WriteSamples.SAMPLE) {
                samples.read(end, of.understood, of.outlet);
            } else {
                in.skip(tag, end);
            }
        }
    }

    /** Names and values in turn; afterwards the series is read from its beginning again. */
    private List<String> labels(int from, int end) throws RefusedException {
        List<String> labels = new ArrayList<>();
        while (in.before(end)) {
            int tag = in.tag();
            switch (tag) {
                case LABELS -> {
                    int blockEnd = in.block("labels");
                    in.within(blockEnd, end);
                    while (in.before(blockEnd)) {
                        labels.add(symbol());
                    }
                }
                case LABEL -> labels.add(symbol());
                default -> in.skip(tag, end);
            }
        }
        in.moveTo(from);
        if (labels.size() % 2 != 0) {
            throw in.broken("a value for each label", "none for " + labels.getLast());
        }
        return labels;
    }

    private String symbol() throws RefusedException {
        long number = in.varint();
        if (number < 0 || number >= symbols.size()) {
            throw in.broken(
                    "one of %d symbols".formatted(symbols.size()), Long.toUnsignedString(number));
        }
        return symbols.get((int) number);
    }

    private Series series(List<String> labels) throws RefusedException {
        for (int i = 0; i < labels.size(); i += 2) {
            if (labels.get(i).equals("__name__")) {
                byte[] name = labels.get(i + 1).getBytes(StandardCharsets.UTF_8);
                MetricNames.Known metric = index.metric(name, 0, name.length);
                if (metric == null) {
                    return new Series(false, null);
                }
                byte[] encoded = LabelBytes.of(labels);
                return new Series(true, index.outlet(metric, encoded, 0, encoded.length));
            }
        }
        return new Series(false, null);
    }

    private record Series(boolean understood, @Nullable Outlet outlet) {}
}
