package dev.tidemark.monitor.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of one target, page by page: Prometheus' text format 0.0.4 and OpenMetrics 1.0. What
 * a series means is worked out once; on later pages it is known by its text. Not thread-safe.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the formats</a>
 */
public final class Exposition {
    private final Catalog catalog;
    private final Map<String, String> targetLabels;
    private final Readings readings = new Readings();
    private final ByteKeys<Outlet> known = new ByteKeys<>();
    private final List<Outlet> outlets = new ArrayList<>();
    private final int mostSeries;

    /**
     * @param targetLabels what is known of the target, such as its job and instance; where a page
     *     has a label of the same name, that of the target counts
     */
    public Exposition(Catalog catalog, Map<String, String> targetLabels) {
        this.catalog = catalog;
        Map<String, String> plain = new HashMap<>();
        targetLabels.forEach((name, value) -> plain.put(MetricNames.plain(name), value));
        this.targetLabels = Map.copyOf(plain);
        this.mostSeries = Math.max(1000, catalog.limits().seriesOfService() / 50);
    }

    /**
     * Takes a page: all of it, or nothing.
     *
     * @param openMetrics whether its times are in seconds, not in milliseconds
     * @param epochMillis when it was fetched: the time of readings that have none
     * @return how many readings are on it
     * @throws RefusedException if it is not a page of metrics; the message names the line
     */
    public long take(byte[] page, boolean openMetrics, long epochMillis) throws RefusedException {
        catalog.request();
        try {
            ExpositionLines lines = new ExpositionLines(page);
            while (lines.next()) {
                line(lines, openMetrics, epochMillis);
            }
            readings.handIn(catalog);
            return readings.count();
        } catch (RefusedException e) {
            catalog.rejected();
            throw e;
        } finally {
            readings.clear();
        }
    }

    private void line(ExpositionLines line, boolean openMetrics, long epochMillis)
            throws RefusedException {
        MetricNames.Known metric = line.metric();
        if (metric == null) {
            readings.ignore();
            return;
        }
        line.toEndOfSeries();
        Outlet outlet = outlet(metric, line);
        double value = line.value();
        double time = line.time();
        long millis = Double.isNaN(time) ? epochMillis : (long) (openMetrics ? time * 1000 : time);
        if (outlet == null) {
            readings.refuse();
        } else {
            readings.add(outlet, millis, value);
        }
    }

    private @Nullable Outlet outlet(MetricNames.Known metric, ExpositionLines line)
            throws RefusedException {
        Outlet outlet = known.find(line.bytes(), line.start(), line.position());
        if (outlet != null || known.size() >= mostSeries) {
            return outlet;
        }
        Map<String, String> labels = line.labels();
        if (labels.size() > catalog.limits().labels()
                || line.position() - line.start() > catalog.limits().labelBytes()) {
            return null;
        }
        Map<String, String> all = new HashMap<>(labels);
        all.putAll(targetLabels);
        Outlet fresh = catalog.outlet(metric, all, labels);
        known.add(line.bytes(), line.start(), line.position(), fresh);
        outlets.add(fresh);
        return fresh;
    }

    /** The target does not answer any more: all its series end. */
    public void ended(long epochMillis) {
        outlets.forEach(outlet -> outlet.add(catalog, epochMillis, Double.NaN));
    }

    /** The target is watched no more. */
    public void forget(long epochMillis) {
        ended(epochMillis);
        outlets.forEach(catalog::forget);
        outlets.clear();
        known.keep(outlet -> false);
    }
}
