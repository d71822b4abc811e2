package dev.tidemark.monitor.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpositionTest {
    private static final long NOON = 1_800_000_000_000L;

    private final RecordingIntake intake = new RecordingIntake();
    private final Catalog catalog =
            new Catalog(
                    intake,
                    IdentityLabels.standard(),
                    Limits.standard(),
                    InstantSource.fixed(Instant.ofEpochMilli(NOON)));
    private final Exposition exposition =
            new Exposition(catalog, Map.of("job", "shop", "instance", "a:1"));

    private void take(String page) throws RefusedException {
        exposition.take(page.getBytes(UTF_8), false, NOON);
    }

    private static byte[] promClient() throws IOException {
        try (InputStream in = ExpositionTest.class.getResourceAsStream("prom-client-15.1.3.txt")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void a_page_of_the_real_prom_client() throws Exception {
        exposition.take(promClient(), false, NOON);

        ProcessKey key = new ProcessKey("shop", "", "a:1");
        assertThat(intake.watched())
                .isEqualTo(Map.of(key, new Watched(key, RuntimeKind.NODE, null)));
        assertThat(intake.latest())
                .containsOnlyKeys(
                        Signal.RSS,
                        Signal.HEAP_USED,
                        Signal.HEAP_TOTAL,
                        Signal.EXTERNAL,
                        Signal.START,
                        Signal.MAJOR_GCS,
                        Signal.MINOR_GCS)
                .hasEntrySatisfying(
                        Signal.HEAP_USED, value -> assertThat(value).isBetween(1e6, 1e9))
                .hasEntrySatisfying(
                        Signal.MAJOR_GCS, value -> assertThat(value).isBetween(1.0, 100.0));
        assertThat(intake.taken()).allMatch(taken -> taken.epochMillis() == NOON);
    }

    @Test
    void a_page_of_a_real_micrometer_registry() throws Exception {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (JvmGcMetrics collections = new JvmGcMetrics()) {
            new JvmMemoryMetrics().bindTo(registry);
            new ClassLoaderMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            collections.bindTo(registry);

            take(registry.scrape());
        } finally {
            registry.close();
        }

        assertThat(intake.latest())
                .containsKeys(
                        Signal.HEAP_USED,
                        Signal.HEAP_TOTAL,
                        Signal.HEAP_LIMIT,
                        Signal.NONHEAP_USED,
                        Signal.NONHEAP_TOTAL,
                        Signal.METASPACE,
                        Signal.CLASSES,
                        Signal.THREADS,
                        Signal.DIRECT_USED,
                        Signal.START)
                .hasEntrySatisfying(
                        Signal.START,
                        value ->
                                assertThat(value)
                                        .isBetween(1.7e9, System.currentTimeMillis() / 1e3));
        assertThat(intake.watched().values())
                .extracting(Watched::runtime)
                .containsExactly(RuntimeKind.JVM);
    }

    @Test
    void times_are_milliseconds_in_text_and_seconds_in_openmetrics() throws Exception {
        take("process_resident_memory_bytes 1 1799999999000\n");
        exposition.take(
                "process_resident_memory_bytes 2 1799999999.5 # {trace_id=\"x\"} 0.5\n# EOF\n"
                        .getBytes(UTF_8),
                true,
                NOON);

        assertThat(intake.taken().stream().map(RecordingIntake.Taken::epochMillis))
                .containsExactly(1_799_999_999_000L, 1_799_999_999_500L);
    }

    @Test
    void labels_may_hold_anything_in_quotes() throws Exception {
        take("http_requests_total{path=\"a \\\"b\\\" } \\\\ \\n{\", x = \"1\" ,} 3\r\n");
        take("{\"jvm.memory.used_bytes\", \"jvm.memory.type\"=\"heap\"} 5\n");
        take("  \n\n# HELP x y\nmy:own_metric{a=\"b\"} what\n");

        assertThat(intake.taken().stream().map(taken -> taken.series().part() + taken.value()))
                .containsExactly("path=a \"b\" } \\ \n{,x=13.0", "5.0");
    }

    @Test
    void the_label_of_a_target_counts_more_than_that_of_its_page() throws Exception {
        take("process_resident_memory_bytes{instance=\"other\",version=\"2\"} 1\n");

        assertThat(intake.watched().keySet()).containsExactly(new ProcessKey("shop", "2", "a:1"));
    }

    @Test
    void a_target_that_is_gone_ends_its_series() throws Exception {
        take("process_resident_memory_bytes 1\n");

        exposition.ended(NOON + 1000);

        assertThat(intake.taken().getLast().value()).isNaN();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <html>                                 | line 1: expected a metric's name and labels, found <html>
                    process_resident_memory_bytes          | line 1: expected a value, found the end
                    process_resident_memory_bytes{a="b" 1  | line 1: expected a } behind the labels, found the end
                    process_resident_memory_bytes{a=b} 1   | line 1: expected a label's value in quotes, found b} 1
                    process_resident_memory_bytes{a} 1     | line 1: expected a label, found a} 1
                    process_resident_memory_bytes one      | line 1: expected a number, found one
                    {"process_resident_memory_bytes} 1     | line 1: expected a quote behind a text, found the end
                    """)
    void what_is_no_page_of_metrics_is_refused_in_one_line(String page, String message) {
        assertThatThrownBy(() -> take(page))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
        assertThat(intake.taken()).isEmpty();
    }

    @RepeatedTest(300)
    void damaged_pages_are_taken_or_refused(RepetitionInfo run) throws IOException {
        Random random = new Random(run.getCurrentRepetition());
        byte[] page = promClient();
        for (int i = random.nextInt(20); i >= 0; i--) {
            page[random.nextInt(page.length)] = (byte) random.nextInt();
        }
        page = Arrays.copyOf(page, random.nextInt(page.length));
        try {
            exposition.take(page, random.nextBoolean(), NOON);
        } catch (RefusedException e) {
            assertThat(e.line()).as("seed %d", run.getCurrentRepetition()).startsWith("line ");
            assertThat(intake.taken()).isEmpty();
        }
    }
}
