package dev.tidemark.monitor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.MemoryDocuments;
import dev.tidemark.monitor.alert.Mutes;
import dev.tidemark.monitor.alert.TestFleet;
import dev.tidemark.monitor.alert.deliver.DeliverySettings;
import dev.tidemark.monitor.alert.deliver.Outbox;
import dev.tidemark.monitor.settings.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class MetricsPageTest {
    private static final Path DOCS = Path.of("..", "docs", "monitor");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestFleet fleet = new TestFleet();
    private final MemoryDocuments documents = new MemoryDocuments();
    private final Alerts alerts =
            new Alerts(
                    TestFleet.PROMPT,
                    new Mutes(documents, List.of(), fleet::now),
                    documents,
                    fleet::now);

    private String page() {
        Section channels =
                new Section(
                        JSON.readTree(
                                "{\"channels\":[{\"type\":\"webhook\",\"url\":\"http://h/\"}]}"),
                        "deliveries",
                        MetricsPageTest::variable);
        Outbox outbox =
                new Outbox(
                        DeliverySettings.of(channels).channels(),
                        documents,
                        alerts::find,
                        fleet::now);
        try (outbox) {
            return new MetricsPage(
                            fleet,
                            alerts,
                            outbox,
                            List.of(page ->
                                    page.family("more", Exposition.Kind.GAUGE, "More.").add(1.5)))
                    .text();
        }
    }

    private static @Nullable String variable(String name) {
        return null;
    }

    private void leak() {
        fleet.set(
                TestFleet.process("shop", "1.4", "a \"b\"\\\n"),
                fleet.leaking(Signal.POST_GC_USED));
        fleet.set(TestFleet.process("calm", "", "a"), TestFleet.steady());
        alerts.observe(fleet.states());
        fleet.pass(Duration.ofMinutes(12));
        alerts.observe(fleet.states());
    }

    @Test
    void the_page_says_what_is_known() {
        leak();

        assertThat(page())
                .isEqualTo(
                        """
                        # HELP tidemark_process_verdict 1 for the verdict on a process.
                        # TYPE tidemark_process_verdict gauge
                        tidemark_process_verdict{service="shop",build="1.4",instance="a \\"b\\"\\\\\\n",verdict="leaking"} 1
                        tidemark_process_verdict{service="calm",build="",instance="a",verdict="steady"} 1
                        # HELP tidemark_process_growth_bytes_per_second How fast the memory of a process that leaks grows.
                        # TYPE tidemark_process_growth_bytes_per_second gauge
                        tidemark_process_growth_bytes_per_second{service="shop",build="1.4",instance="a \\"b\\"\\\\\\n",signal="post_gc_used"} 1024
                        # HELP tidemark_process_leak_onset_timestamp_seconds When the memory of a process that leaks began to grow.
                        # TYPE tidemark_process_leak_onset_timestamp_seconds gauge
                        tidemark_process_leak_onset_timestamp_seconds{service="shop",build="1.4",instance="a \\"b\\"\\\\\\n",signal="post_gc_used"} 1772352000
                        # HELP tidemark_process_limit_seconds Time until a process that leaks reaches its memory limit.
                        # TYPE tidemark_process_limit_seconds gauge
                        tidemark_process_limit_seconds{service="shop",build="1.4",instance="a \\"b\\"\\\\\\n",signal="post_gc_used"} 86400
                        # HELP tidemark_processes Processes that are watched, by verdict.
                        # TYPE tidemark_processes gauge
                        tidemark_processes{verdict="leaking"} 1
                        tidemark_processes{verdict="settled"} 0
                        tidemark_processes{verdict="steady"} 1
                        tidemark_processes{verdict="undecided"} 0
                        # HELP tidemark_processes_up Processes that report now.
                        # TYPE tidemark_processes_up gauge
                        tidemark_processes_up 2
                        # HELP tidemark_processes_left_out Processes that are counted but not listed here.
                        # TYPE tidemark_processes_left_out gauge
                        tidemark_processes_left_out 0
                        # HELP tidemark_alerts Alerts that are pending or firing.
                        # TYPE tidemark_alerts gauge
                        tidemark_alerts{rule="leak",state="firing",severity="warning"} 1
                        # HELP tidemark_deliveries_total Attempts to tell somebody of alerts.
                        # TYPE tidemark_deliveries_total counter
                        tidemark_deliveries_total{channel="webhook",result="heard"} 0
                        tidemark_deliveries_total{channel="webhook",result="failed"} 0
                        # HELP tidemark_deliveries_waiting What is still to be told of alerts.
                        # TYPE tidemark_deliveries_waiting gauge
                        tidemark_deliveries_waiting{channel="webhook"} 0
                        # HELP tidemark_readings_total Readings that were taken.
                        # TYPE tidemark_readings_total counter
                        tidemark_readings_total 0
                        # HELP tidemark_readings_late_total Readings of a time that had been judged already; dropped.
                        # TYPE tidemark_readings_late_total counter
                        tidemark_readings_late_total 0
                        # HELP tidemark_readings_refused_total Readings of series beyond the bound; dropped.
                        # TYPE tidemark_readings_refused_total counter
                        tidemark_readings_refused_total 0
                        # HELP tidemark_series Series that are known.
                        # TYPE tidemark_series gauge
                        tidemark_series 0
                        # HELP more More.
                        # TYPE more gauge
                        more 1.5
                        """);
    }

    @Test
    void the_page_does_not_grow_with_the_fleet_beyond_its_bound() {
        for (int i = 0; i < MetricsPage.MOST_PROCESSES + 10; i++) {
            fleet.set(TestFleet.process("shop", "1", "i" + i), TestFleet.steady());
        }
        fleet.set(TestFleet.process("last", "1", "a"), fleet.leaking(Signal.RSS));
        String page = page();

        assertThat(page.lines().filter(line -> line.startsWith("tidemark_process_verdict")))
                .hasSize(MetricsPage.MOST_PROCESSES);
        assertThat(page)
                .contains("service=\"last\"", "\ntidemark_processes_left_out 11\n")
                .contains("tidemark_processes{verdict=\"steady\"} 5010");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alert-rules.yml", "grafana-dashboard.json"})
    void every_metric_that_the_examples_name_is_there(String example) throws IOException {
        leak();
        Set<String> known =
                page().lines()
                        .filter(line -> line.startsWith("# TYPE"))
                        .map(line -> line.split(" ", -1)[2])
                        .collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        Matcher names =
                Pattern.compile("tidemark_[a-z_]+")
                        .matcher(Files.readString(DOCS.resolve(example)));
        while (names.find()) {
            named.add(names.group());
        }

        assertThat(named).isNotEmpty();
        assertThat(known).containsAll(named);
    }

    @Test
    void the_dashboard_is_json_whose_panels_have_queries() throws IOException {
        assertThat(
                        JSON.readTree(Files.readString(DOCS.resolve("grafana-dashboard.json")))
                                .path("panels"))
                .hasSizeGreaterThan(3)
                .allSatisfy(panel ->
                        assertThat(panel.path("targets").get(0).path("expr").asString())
                                .contains("tidemark_"));
    }
}
