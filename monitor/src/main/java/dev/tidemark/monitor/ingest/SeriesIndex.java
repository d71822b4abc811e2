package dev.tidemark.monitor.ingest;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Series of Prometheus' by the bytes of their labels, as the messages of remote write 1.0 hold
 * them: of a series that is known no label is ever read again. Threads: any.
 */
final class SeriesIndex {
    private static final int IDLE_MINUTES = 60;
    private static final byte NAME_TAG = 0x0a;
    private static final byte VALUE_TAG = 0x12;

    private final Catalog catalog;
    private final ByteKeys<MetricNames.Known> names = new ByteKeys<>();
    private final ByteKeys<Outlet> series = new ByteKeys<>();
    private int sweptMinute = Catalog.minute();

    SeriesIndex(Catalog catalog, MetricNames metrics) {
        this.catalog = catalog;
        metrics.prometheusNames()
                .forEach((name, known) -> {
                    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
                    names.add(bytes, 0, bytes.length, known);
                });
    }

    /** What the metric of that name means; null if nothing that we understand. */
    MetricNames.@Nullable Known metric(byte[] bytes, int from, int to) {
        return names.find(bytes, from, to);
    }

    /**
     * Where readings of a series go.
     *
     * @param from where its labels begin: name, value, name, value, with their tags and lengths
     * @return null if there is no room for more series
     */
    @Nullable Outlet outlet(MetricNames.Known metric, byte[] bytes, int from, int to)
            throws RefusedException {
        Outlet known = series.find(bytes, from, to);
        return known != null ? known : learn(metric, bytes, from, to);
    }

    private synchronized @Nullable Outlet learn(
            MetricNames.Known metric, byte[] bytes, int from, int to) throws RefusedException {
        Outlet known = series.find(bytes, from, to);
        if (known != null) {
            return known;
        }
        if (to - from > catalog.limits().labelBytes() || !room()) {
            return null;
        }
        Map<String, String> labels = labels(bytes, from, to);
        if (labels.size() > catalog.limits().labels()) {
            return null;
        }
        Outlet fresh = catalog.outlet(metric, labels, labels);
        if (fresh.refused()) {
            return null;
        }
        fresh.used(Catalog.minute());
        series.add(bytes, from, to, fresh);
        return fresh;
    }

    /** Looks for what is silent at most once a minute: a flood must not make us search for ever. */
    private boolean room() {
        int minute = Catalog.minute();
        if (series.size() >= catalog.limits().series() && minute > sweptMinute) {
            sweptMinute = minute;
            series.keep(outlet -> {
                boolean used = minute - outlet.usedMinute() < IDLE_MINUTES;
                if (!used) {
                    catalog.forget(outlet);
                }
                return used;
            });
        }
        return series.size() < catalog.limits().series();
    }

    private static Map<String, String> labels(byte[] bytes, int from, int to)
            throws RefusedException {
        Map<String, String> labels = new HashMap<>();
        WireCursor cursor = new WireCursor(bytes, from, to);
        while (cursor.more()) {
            cursor.expect(NAME_TAG, "a label");
            int end = cursor.block("a label");
            String name = "";
            String value = "";
            while (cursor.before(end)) {
                int tag = cursor.tag();
                switch (tag) {
                    case NAME_TAG -> name = cursor.text(end);
                    case VALUE_TAG -> value = cursor.text(end);
                    default -> cursor.skip(tag, end);
                }
            }
            if (!name.equals("__name__")) {
                labels.put(MetricNames.plain(name), value);
            }
        }
        return labels;
    }
}
