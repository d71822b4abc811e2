package dev.tidemark.monitor.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MetricNamesTest {
    private static final long NOON = 1_800_000_000_000L;

    private final RecordingIntake intake = new RecordingIntake();
    private final Catalog catalog =
            new Catalog(
                    intake, IdentityLabels.standard(), Limits.standard(), InstantSource.system());

    /** A line as of Prometheus' text, without a time. */
    private void prometheus(String line) {
        int space = line.lastIndexOf(' ');
        String series = line.substring(0, space);
        int brace = series.indexOf('{');
        String name = brace < 0 ? series : series.substring(0, brace);
        MetricNames.Known known = MetricNames.standard().prometheus(name);
        if (known != null) {
            outlet(known, labels(brace < 0 ? "" : series.substring(brace)))
                    .add(catalog, NOON, Double.parseDouble(line.substring(space + 1)));
        }
    }

    private Outlet outlet(MetricNames.Known known, Map<String, String> labels) {
        return catalog.outlet(known, labels, labels);
    }

    private void otlp(String name, String unit, boolean distribution, String labels, double value) {
        MetricNames.Known known =
                Objects.requireNonNull(
                        MetricNames.standard().openTelemetry(name, unit, distribution), name);
        outlet(known, labels(labels)).add(catalog, NOON, value);
    }

    /** Names and values as {@code {a="b",c="d"}}. */
    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new HashMap<>();
        for (String label : text.replaceAll("[{}]", "").split("(?<=\"),", -1)) {
            if (label.contains("=")) {
                String[] sides = label.split("=", 2);
                labels.put(MetricNames.plain(sides[0]), sides[1].replace("\"", ""));
            }
        }
        return labels;
    }

    @Test
    void names_of_prom_client() {
        List.of(
                        "process_resident_memory_bytes 1",
                        "process_heap_bytes 99",
                        "nodejs_heap_size_total_bytes 2",
                        "nodejs_heap_size_used_bytes 3",
                        "nodejs_external_memory_bytes 4",
                        "nodejs_heap_space_size_used_bytes{space=\"old\"} 99",
                        "nodejs_gc_duration_seconds_bucket{le=\"0.1\",kind=\"major\"} 99",
                        "nodejs_gc_duration_seconds_sum{kind=\"major\"} 99",
                        "nodejs_gc_duration_seconds_count{kind=\"major\"} 5",
                        "nodejs_gc_duration_seconds_count{kind=\"minor\"} 6",
                        "nodejs_gc_duration_seconds_count{kind=\"incremental\"} 7",
                        "process_start_time_seconds 1700000000")
                .forEach(this::prometheus);

        assertThat(intake.latest())
                .isEqualTo(
                        Map.of(
                                Signal.RSS, 1.0,
                                Signal.HEAP_TOTAL, 2.0,
                                Signal.HEAP_USED, 3.0,
                                Signal.EXTERNAL, 4.0,
                                Signal.MAJOR_GCS, 5.0,
                                Signal.MINOR_GCS, 6.0,
                                Signal.START, 1.7e9));
        assertThat(intake.watched().values())
                .containsExactly(
                        new Watched(new ProcessKey("unnamed", "", ""), RuntimeKind.NODE, null));
    }

    @Test
    void before_the_first_full_collection_there_were_none() {
        prometheus("nodejs_gc_duration_seconds_count{kind=\"minor\"} 6");

        assertThat(intake.latest()).isEqualTo(Map.of(Signal.MAJOR_GCS, 0.0, Signal.MINOR_GCS, 6.0));
    }

    @Test
    void names_of_micrometer() {
        List.of(
                        "jvm_memory_used_bytes{area=\"heap\",id=\"G1 Eden Space\"} 1",
                        "jvm_memory_used_bytes{area=\"heap\",id=\"G1 Old Gen\"} 10",
                        "jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"} 100",
                        "jvm_memory_used_bytes{area=\"nonheap\",id=\"CodeCache\"} 1000",
                        "jvm_memory_committed_bytes{area=\"heap\",id=\"G1 Old Gen\"} 20",
                        "jvm_memory_max_bytes{area=\"heap\",id=\"G1 Eden Space\"} -1",
                        "jvm_memory_max_bytes{area=\"heap\",id=\"G1 Old Gen\"} 30",
                        "jvm_gc_live_data_size_bytes 8",
                        "jvm_gc_pause_seconds_count{action=\"end of minor GC\",cause=\"x\",gc=\"G1"
                                + " Young Generation\"} 7",
                        "jvm_gc_pause_seconds_count{action=\"end of major GC\",cause=\"y\",gc=\"G1"
                                + " Old Generation\"} 2",
                        "jvm_gc_pause_seconds_count{action=\"end of major GC\",cause=\"z\",gc=\"G1"
                                + " Old Generation\"} 1",
                        "jvm_buffer_memory_used_bytes{id=\"direct\"} 5",
                        "jvm_buffer_memory_used_bytes{id=\"mapped\"} 6",
                        "jvm_classes_loaded_classes 4000",
                        "jvm_threads_live_threads 12",
                        "process_uptime_seconds 60",
                        "process_start_time_seconds 1700000000",
                        "http_server_requests_seconds_count{uri=\"/a\",status=\"200\"} 40",
                        "http_server_requests_seconds_count{uri=\"/b\",status=\"200\"} 2")
                .forEach(this::prometheus);

        assertThat(intake.latest())
                .isEqualTo(
                        Map.ofEntries(
                                Map.entry(Signal.HEAP_USED, 11.0),
                                Map.entry(Signal.NONHEAP_USED, 1100.0),
                                Map.entry(Signal.METASPACE, 100.0),
                                Map.entry(Signal.HEAP_TOTAL, 20.0),
                                Map.entry(Signal.HEAP_LIMIT, 30.0),
                                Map.entry(Signal.POST_GC_USED, 8.0),
                                Map.entry(Signal.MINOR_GCS, 7.0),
                                Map.entry(Signal.MAJOR_GCS, 3.0),
                                Map.entry(Signal.DIRECT_USED, 5.0),
                                Map.entry(Signal.MAPPED_USED, 6.0),
                                Map.entry(Signal.CLASSES, 4000.0),
                                Map.entry(Signal.THREADS, 12.0),
                                Map.entry(Signal.START, 1.7e9),
                                Map.entry(Signal.OPERATIONS, 42.0)));
    }

    @Test
    void names_of_opentelemetry_for_the_jvm() {
        String heap = "{jvm.memory.type=\"heap\",jvm.memory.pool.name=\"%s\"}";
        otlp("jvm.memory.used", "By", false, heap.formatted("Eden Space"), 1);
        otlp("jvm.memory.used", "By", false, heap.formatted("Tenured Gen"), 10);
        otlp("jvm.memory.used_after_last_gc", "By", false, heap.formatted("Eden Space"), 99);
        otlp("jvm.memory.used_after_last_gc", "By", false, heap.formatted("Tenured Gen"), 9);
        otlp("jvm.memory.limit", "By", false, heap.formatted("Tenured Gen"), 30);
        otlp("jvm.gc.duration", "s", true, "{jvm.gc.name=\"MarkSweepCompact\"}", 4);
        otlp("jvm.gc.duration", "s", true, "{jvm.gc.name=\"Copy\"}", 5);
        otlp("jvm.class.count", "{class}", false, "", 600);
        otlp("jvm.thread.count", "{thread}", false, "{jvm.thread.daemon=\"true\"}", 7);
        otlp("jvm.thread.count", "{thread}", false, "{jvm.thread.daemon=\"false\"}", 1);

        assertThat(intake.latest())
                .isEqualTo(
                        Map.of(
                                Signal.HEAP_USED, 11.0,
                                Signal.POST_GC_USED, 9.0,
                                Signal.HEAP_LIMIT, 30.0,
                                Signal.MAJOR_GCS, 4.0,
                                Signal.MINOR_GCS, 5.0,
                                Signal.CLASSES, 600.0,
                                Signal.THREADS, 8.0));
    }

    @Test
    void old_and_new_names_of_opentelemetry_for_v8() {
        otlp("v8js.memory.heap.used", "By", false, "{v8js.heap.space.name=\"old_space\"}", 3);
        otlp("v8js.memory.heap.used", "By", false, "{v8js.heap.space.name=\"new_space\"}", 1);
        otlp("v8js.memory.heap.limit", "KiBy", false, "{v8js.heap.space.name=\"old_space\"}", 5);
        otlp("v8js.memory.heap.space.size", "By", false, "{v8js.heap.space.name=\"old_space\"}", 6);
        otlp("v8js.gc.duration", "s", true, "{v8js.gc.type=\"major\"}", 2);

        assertThat(intake.latest())
                .isEqualTo(
                        Map.of(
                                Signal.HEAP_USED, 4.0,
                                Signal.HEAP_TOTAL, 6.0,
                                Signal.MAJOR_GCS, 2.0));
    }

    @Test
    void names_that_kept_their_dots_on_the_way_through_prometheus() {
        prometheus("jvm.memory.used_bytes{jvm.memory.type=\"heap\"} 5");
        prometheus("jvm.class.count 6");

        assertThat(intake.latest()).isEqualTo(Map.of(Signal.HEAP_USED, 5.0, Signal.CLASSES, 6.0));
    }

    @Test
    void a_container_is_named_by_its_pod_and_image_and_sums_over_containers_are_left_out() {
        String labels =
                "{container=\"%s\",pod=\"shop-1\",namespace=\"prod\",image=\"hub:5000/shop:1.4\",job=\"kubelet\"}";
        prometheus("container_memory_rss" + labels.formatted("shop") + " 5");
        prometheus("container_spec_memory_limit_bytes" + labels.formatted("shop") + " 50");
        prometheus("container_memory_rss" + labels.formatted("") + " 90");
        prometheus("container_memory_rss" + labels.formatted("POD") + " 1");
        prometheus("container_memory_rss{id=\"/\",job=\"kubelet\"} 99");

        assertThat(intake.latest()).isEqualTo(Map.of(Signal.RSS, 5.0, Signal.LIMIT, 50.0));
        assertThat(intake.watched().keySet())
                .containsExactly(new ProcessKey("shop", "1.4", "prod/shop-1"));
    }

    @Test
    void a_limit_of_nothing_is_none() {
        prometheus("container_spec_memory_limit_bytes{container=\"shop\"} 0");

        assertThat(intake.taken()).isEmpty();
    }

    @Test
    void an_uptime_tells_one_start_until_the_process_is_started_anew() {
        MetricNames.Known known =
                Objects.requireNonNull(
                        MetricNames.standard().openTelemetry("process.uptime", "s", false));
        Outlet outlet = outlet(known, Map.of());

        outlet.add(catalog, NOON, 100);
        outlet.add(catalog, NOON + 15_000, 115.3);
        outlet.add(catalog, NOON + 60_000, 2);

        double start = NOON / 1000.0 - 100;
        assertThat(intake.taken().stream().map(RecordingIntake.Taken::value))
                .containsExactly(start, start, NOON / 1000.0 + 58);
    }

    @Test
    void a_resource_of_opentelemetry_names_its_process() {
        assertThat(
                        IdentityLabels.standard()
                                .keyOf(
                                        labels(
                                                "{service.name=\"shop\",service.version=\"2\",host.name=\"h\",process.pid=\"7\"}"),
                                        false))
                .contains(new ProcessKey("shop", "2", "h:7"));
        assertThat(
                        IdentityLabels.standard()
                                .keyOf(
                                        labels(
                                                "{job=\"shop\",service.instance.id=\"u-1\",image=\"shop@sha256:0123456789abcdef\"}"),
                                        false))
                .contains(new ProcessKey("shop", "0123456789ab", "u-1"));
    }
}
