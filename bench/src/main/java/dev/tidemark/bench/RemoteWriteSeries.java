package dev.tidemark.bench;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A series on its way to a monitor, as the metrics of a service that has it. Not thread-safe. */
final class RemoteWriteSeries {
    /** How Prometheus says that a series has ended. */
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    private static final Map<Signal, String[]> METRICS =
            new EnumMap<>(
                    Map.ofEntries(
                            metric(Signal.RSS, "process_resident_memory_bytes"),
                            metric(Signal.HEAP_USED, "jvm_memory_used_bytes", "area", "heap"),
                            metric(Signal.HEAP_TOTAL, "jvm_memory_committed_bytes", "area", "heap"),
                            metric(Signal.POST_GC_USED, "jvm_gc_live_data_size_bytes"),
                            metric(
                                    Signal.MAJOR_GCS,
                                    "jvm_gc_collection_seconds_count",
                                    "gc",
                                    "G1 Old Generation"),
                            metric(Signal.EXTERNAL, "nodejs_external_memory_bytes"),
                            metric(Signal.ARRAY_BUFFERS, "nodejs_memory_array_buffers_bytes"),
                            metric(
                                    Signal.DIRECT_USED,
                                    "jvm_buffer_memory_used_bytes",
                                    "id",
                                    "direct"),
                            metric(Signal.NONHEAP_USED, "jvm_memory_used_bytes", "area", "nonheap"),
                            metric(Signal.OPERATIONS, "http_requests_total"),
                            metric(Signal.START, "process_start_time_seconds"),
                            metric(Signal.LIMIT, "process_memory_limit_bytes"),
                            metric(Signal.HEAP_LIMIT, "jvm_memory_max_bytes", "area", "heap")));

    private final Map<Signal, byte[]> labels = new EnumMap<>(Signal.class);
    private final ReplayedSeries series;
    private int next;

    RemoteWriteSeries(ReplayedSeries series) {
        this.series = series;
        METRICS.forEach((signal, metric) -> {
            String[] all = new String[metric.length + 6];
            System.arraycopy(
                    new String[] {"instance", "i", "job", series.name(), "version", "1"},
                    0,
                    all,
                    0,
                    6);
            System.arraycopy(metric, 0, all, 6, metric.length);
            labels.put(signal, RemoteWriteRequest.labels(all));
        });
    }

    private static Map.Entry<Signal, String[]> metric(Signal signal, String... name) {
        String[] labels = new String[name.length + 1];
        labels[0] = "__name__";
        System.arraycopy(name, 0, labels, 1, name.length);
        return Map.entry(signal, labels);
    }

    /** Adds the next sample, if it was taken before that time; whether it was. */
    boolean addNext(RemoteWriteRequest request, double beforeSeconds) {
        if (next == series.samples().size()
                || series.samples().get(next).seconds() >= beforeSeconds) {
            return false;
        }
        MemorySample sample = series.samples().get(next);
        sample.values()
                .forEach((signal, value) -> {
                    byte[] known = labels.get(signal);
                    if (known != null) {
                        request.add(known, Math.round(sample.seconds() * 1e3), value);
                    }
                });
        next++;
        return true;
    }

    /** Adds that it has ended. */
    void addEnd(RemoteWriteRequest request) {
        byte[] memory = Objects.requireNonNull(labels.get(Signal.RSS));
        request.add(memory, Math.round(series.end() * 1e3) + 1, STALE);
    }
}
