package dev.tidemark.monitor.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Series of OpenTelemetry's by the attributes of their resource and their own. Threads: any. */
final class OtlpSeries {
    private static final int IDLE_MINUTES = 60;

    private final Catalog catalog;
    private final ByteKeys<Entry> known = new ByteKeys<>();
    private int sweptMinute = Catalog.minute();

    OtlpSeries(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Where readings of a series go; null if there is no room for more. */
    @Nullable Entry entry(
            OtlpMetric metric,
            MetricNames.Known meaning,
            Map<String, String> resource,
            Map<String, String> attributes) {
        Map<String, String> labels = new TreeMap<>(resource);
        labels.putAll(attributes);
        byte[] key = key(metric.name(), labels);
        Entry entry = known.find(key, 0, key.length);
        return entry != null ? entry : learn(meaning, labels, attributes, key);
    }

    private synchronized @Nullable Entry learn(
            MetricNames.Known meaning,
            Map<String, String> labels,
            Map<String, String> attributes,
            byte[] key) {
        Entry entry = known.find(key, 0, key.length);
        if (entry != null
                || labels.size() > catalog.limits().labels()
                || key.length > catalog.limits().labelBytes()
                || !room()) {
            return entry;
        }
        Outlet outlet = catalog.outlet(meaning, labels, attributes);
        if (outlet.refused()) {
            return null;
        }
        outlet.used(Catalog.minute());
        Entry fresh = new Entry(outlet, new RunningTotal());
        known.add(key, 0, key.length, fresh);
        return fresh;
    }

    private boolean room() {
        int minute = Catalog.minute();
        if (known.size() >= catalog.limits().series() && minute > sweptMinute) {
            sweptMinute = minute;
            known.keep(entry -> {
                boolean used = minute - entry.outlet.usedMinute() < IDLE_MINUTES;
                if (!used) {
                    catalog.forget(entry.outlet);
                }
                return used;
            });
        }
        return known.size() < catalog.limits().series();
    }

    private static byte[] key(String name, Map<String, String> sorted) {
        List<String> words = new ArrayList<>(List.of(name, ""));
        sorted.forEach((label, value) -> {
            words.add(label);
            words.add(value);
        });
        return String.join("\0", words).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A series.
     *
     * @param total used only where its sender says what is new
     */
    record Entry(Outlet outlet, RunningTotal total) {}
}
