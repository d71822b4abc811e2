package dev.tidemark.monitor.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Series that another server has kept and tells again: what has been taken once is not taken twice.
 * Not thread-safe.
 */
public final class ToldSeries {
    private final Catalog catalog;
    private final Map<Map<String, String>, Told> known = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();

    public ToldSeries(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What selects all series in Prometheus whose names are understood, without its braces. */
    public static String selector() {
        TreeSet<String> names = new TreeSet<>(MetricNames.standard().prometheusNames().keySet());
        names.removeIf(name -> name.indexOf('.') >= 0);
        return "__name__=~\"" + String.join("|", names) + "\"";
    }

    /**
     * A reading of a series.
     *
     * @param labels its name among them, as {@code __name__}
     */
    public void add(Map<String, String> labels, long epochMillis, double value) {
        Told series = known.get(labels);
        if (series == null) {
            series = learn(labels);
        }
        if (series != null && epochMillis > series.lastMillis) {
            series.lastMillis = epochMillis;
            waiting.add(new Waiting(series.outlet, epochMillis, value));
        }
    }

    private @Nullable Told learn(Map<String, String> labels) {
        MetricNames.Known metric =
                MetricNames.standard().prometheus(labels.getOrDefault("__name__", ""));
        if (metric == null || known.size() >= catalog.limits().series()) {
            return null;
        }
        Map<String, String> plain = new HashMap<>();
        labels.forEach((name, value) -> plain.put(MetricNames.plain(name), value));
        plain.remove("__name__");
        Told series = new Told(catalog.outlet(metric, plain, plain));
        known.put(Map.copyOf(labels), series);
        return series;
    }

    /**
     * Hands in what was added, in the order of time: whoever judges has no use for the past of one
     * series after the present of another.
     *
     * @return how many readings that was
     */
    public int handIn() {
        waiting.sort(Comparator.comparingLong(Waiting::epochMillis));
        Readings readings = new Readings();
        waiting.forEach(each -> readings.add(each.outlet, each.epochMillis, each.value));
        int count = waiting.size();
        waiting.clear();
        catalog.request();
        readings.handIn(catalog);
        return count;
    }

    private record Waiting(Outlet outlet, long epochMillis, double value) {}

    private static final class Told {
        private final Outlet outlet;
        private long lastMillis = Long.MIN_VALUE;

        Told(Outlet outlet) {
            this.outlet = outlet;
        }
    }
}
