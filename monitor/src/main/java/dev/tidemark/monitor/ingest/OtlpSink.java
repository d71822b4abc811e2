package dev.tidemark.monitor.ingest;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what is read of one message, resource by resource. Not thread-safe. */
final class OtlpSink {
    private final OtlpSeries series;
    private final Readings readings;
    private final Map<String, String> resource = new HashMap<>();

    OtlpSink(OtlpSeries series, Readings readings) {
        this.series = series;
        this.readings = readings;
    }

    /** What follows is of another resource, of which nothing is known yet. */
    void newResource() {
        resource.clear();
    }

    void resourceAttribute(String name, String text) {
        resource.put(MetricNames.plain(name), text);
    }

    void metric(OtlpMetric metric) {
        MetricNames.Known known =
                MetricNames.standard()
                        .openTelemetry(metric.name(), metric.unit(), metric.isDistribution());
        for (OtlpPoint point : metric.points()) {
            if (known == null || Double.isNaN(point.value())) {
                readings.ignore();
            } else {
                add(metric, known, point);
            }
        }
    }

    private void add(OtlpMetric metric, MetricNames.Known known, OtlpPoint point) {
        OtlpSeries.@Nullable Entry entry =
                series.entry(metric, known, resource, point.attributes());
        if (entry == null) {
            readings.refuse();
        } else if (metric.isDelta()) {
            readings.addMore(entry.outlet(), entry.total(), point.epochMillis(), point.value());
        } else {
            readings.add(entry.outlet(), point.epochMillis(), point.value());
        }
    }
}
