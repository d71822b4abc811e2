package dev.tidemark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole texts: the expected ones lie beside this class as {@code .txt} files. */
class TextReportTest {
    private final TextReport text = new TextReport(Ink.PLAIN);

    @Test
    void a_hunt_that_found_leaks_says_first_what_matters_most() throws IOException {
        assertReads("hunt-leaking.txt", text.hunt(Samples.hunt()));
    }

    @Test
    void a_hunt_that_found_nothing_says_why() throws IOException {
        assertReads("hunt-none.txt", text.hunt(Samples.quietHunt()));
    }

    @Test
    void an_explanation_of_files_gives_growth_without_time() throws IOException {
        assertReads("explain-leaking.txt", text.explain(Samples.leaking()));
    }

    @Test
    void an_undecided_explanation_says_what_would_decide_it() throws IOException {
        assertReads("explain-undecided.txt", text.explain(Samples.undecided()));
    }

    @Test
    void a_gate_says_what_leaks_and_how_to_run_it_again() throws IOException {
        assertReads("gate-fail.txt", text.gate(Samples.failedGate()));
        assertReads("gate-pass.txt", text.gate(Samples.passedGate()));
        assertReads("gate-known.txt", text.gate(Samples.baselinedGate()));
    }

    @Test
    void a_summary_lists_types_and_biggest_objects() throws IOException {
        assertReads("summary.txt", text.summary(Samples.cutSummary()));
    }

    @Test
    void a_diff_lists_what_grows_by_path_and_what_changed_by_type() throws IOException {
        assertReads("diff.txt", text.diff(Samples.diff()));
    }

    @Test
    void retaining_paths_are_read_from_the_root() throws IOException {
        assertReads("why.txt", text.why(Samples.why()));
    }

    @Test
    void of_a_redacted_snapshot_it_is_said_what_is_gone_and_what_is_left() throws IOException {
        assertReads("redact.txt", text.redact(Samples.redacted()));
    }

    @Test
    void processes_are_listed_with_the_target_to_pass_on() throws IOException {
        assertReads("ps.txt", text.ps(Samples.processes()));
    }

    @Test
    void a_profile_says_what_stands_out_before_it_lists_functions() throws IOException {
        assertReads("profile-sampled.txt", text.profile(ProfileSamples.sampled()));
    }

    @Test
    void a_recording_of_a_jvm_counts_the_samples_that_live() throws IOException {
        assertReads("profile-recording.txt", text.profile(ProfileSamples.recording()));
    }

    @Test
    void two_profiles_are_compared_for_the_same_work() throws IOException {
        assertReads("profile-diff.txt", text.profileDiff(ProfileSamples.diff()));
    }

    @Test
    void a_judgement_gives_its_reasons() throws IOException {
        assertReads("judge.txt", text.judge(Samples.trend(), 0));
    }

    @Test
    void a_watched_process_fills_a_screen_or_a_line() throws IOException {
        assertReads("watch-screen.txt", text.watchScreen(Samples.watch(), 100));
        assertThat(text.watchLine(Samples.watch()))
                .isEqualTo("    37.0 s  heap in use 19.3 MiB  resident memory 89.4 MiB  leaking\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 80, 100, 160})
    void a_watched_process_fits_its_terminal(int columns) {
        assertThat(text.watchScreen(Samples.watch(), columns).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
    }

    @Test
    void a_watched_jvm_shows_what_it_has_beside_its_heap() {
        assertThat(text.watchScreen(Samples.watchedJvm(null, null), 100))
                .contains("mapped buffers          3.00 MiB")
                .contains("metaspace               7.00 MiB")
                .contains("loaded classes            12,345")
                .contains("live threads                  51")
                .doesNotContain("outside of the heap");
    }

    @Test
    void growth_outside_of_the_heap_follows_the_verdict_with_what_is_worth_a_word() {
        String grown =
                "Grown outside of the heap   Thread +50.0 MiB to 62.0 MiB, Code +1.00 MiB to"
                        + " 4.00 MiB\n";

        assertThat(text.watched(Samples.watchedJvm(Samples.nativeGrowth(), null)))
                .startsWith("VERDICT")
                .endsWith(grown);
        assertThat(text.hunt(Samples.trackedHunt())).contains("\n" + grown);
    }

    @Test
    void a_hunt_without_snapshots_says_what_it_counted_instead() {
        assertThat(text.hunt(Samples.countedHunt()))
                .endsWith(
                        "\nClass histograms   9, each after a full collection, paused 0.3 s in"
                                + " all\n")
                .doesNotContain("Captures");
        assertThat(HtmlReport.of(Samples.countedHunt()))
                .contains("<dt>Class histograms</dt><dd>9, each after")
                .doesNotContain("<h2>Snapshots</h2>");
    }

    @Test
    void growth_that_is_not_tracked_ends_with_advice() {
        assertThat(text.watched(Samples.watchedJvm(null, "start it otherwise")))
                .startsWith("VERDICT")
                .endsWith("\n   start it otherwise\n");
    }

    @Test
    void a_taken_snapshot_says_where_it_is_and_what_it_cost() {
        HuntReport.Capture capture =
                new HuntReport.Capture("app.heapsnapshot", Instant.EPOCH, 12_900_000, 0.42, 0);

        assertThat(text.snapshot(capture))
                .isEqualTo("app.heapsnapshot: heap 12.3 MiB, paused 0.4 s\n");
    }

    @Test
    void a_series_is_written_with_the_columns_that_it_is_read_by() {
        MemorySample sample = MemorySample.at(1.25).with(Signal.RSS, 4096);

        assertThat(SeriesCsv.header()).startsWith("t_s,rss,heap_used,heap_total,post_gc_used,");
        assertThat(SeriesCsv.row(sample)).startsWith("1.250,4096,,,");
        assertThat(SeriesCsv.row(sample).chars().filter(c -> c == ',').count())
                .isEqualTo(SeriesCsv.header().chars().filter(c -> c == ',').count());
    }

    @Test
    void colours_change_nothing_but_colours() {
        String coloured = new TextReport(Ink.COLOUR).hunt(Samples.hunt());

        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(text.hunt(Samples.hunt()));
    }

    @Test
    void everything_fits_the_width() {
        Stream.of(
                        text.hunt(Samples.hunt()),
                        text.summary(Samples.summary()),
                        text.diff(Samples.diff()),
                        text.why(Samples.why()),
                        text.redact(Samples.redacted()))
                .flatMap(String::lines)
                .forEach(line -> assertThat(line).hasSizeLessThanOrEqualTo(TextPage.WIDTH));
    }

    static void assertReads(String file, String actual) throws IOException {
        Path written = Path.of("target", "actual", file);
        Files.createDirectories(written.getParent());
        Files.writeString(written, actual);
        try (InputStream expected = TextReportTest.class.getResourceAsStream(file)) {
            assertThat(expected)
                    .as("expected text %s; the actual one is %s", file, written)
                    .isNotNull();
            assertThat(actual)
                    .as("the actual text is in %s", written)
                    .isEqualTo(new String(expected.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
