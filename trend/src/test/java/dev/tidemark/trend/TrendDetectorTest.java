package dev.tidemark.trend;

import static dev.tidemark.trend.SampleSeries.MIB;
import static dev.tidemark.trend.SampleSeries.afterFullGc;
import static dev.tidemark.trend.SampleSeries.fed;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrendDetectorTest {

    @Test
    void nothing_is_decided_before_the_first_sample() {
        assertThat(new TrendDetector().verdict()).isInstanceOf(TrendVerdict.Undecided.class);
    }

    @Test
    void a_level_with_noise_is_steady() {
        TrendVerdict verdict = fed(afterFullGc(120, 0.3, 1, t -> 50)).verdict();

        assertThat(verdict).isInstanceOf(TrendVerdict.Steady.class);
    }

    @Test
    void steady_growth_is_a_leak_with_its_rate() {
        TrendVerdict verdict = fed(afterFullGc(120, 0.3, 2, t -> 50 + 0.25 * t)).verdict();

        assertThat(verdict).isInstanceOf(TrendVerdict.Leaking.class);
        TrendVerdict.Rate rate = verdict.basis().rate();
        assertThat(rate.estimate()).isCloseTo(0.25 * MIB, within(0.02 * MIB));
        assertThat(0.25 * MIB).isBetween(rate.low(), rate.high());
        assertThat(verdict.basis().signal()).isEqualTo(Signal.POST_GC_USED);
    }

    @Test
    void a_late_leak_is_found_with_its_onset() {
        TrendVerdict verdict =
                fed(afterFullGc(200, 0.3, 3, t -> 50 + 0.4 * Math.max(0, t - 100))).verdict();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TrendVerdict.Leaking.class,
                        leak -> assertThat(leak.onsetSeconds()).isCloseTo(100, within(12.0)));
    }

    @Test
    void a_cache_that_filled_up_has_settled() {
        TrendVerdict verdict =
                fed(afterFullGc(120, 0.3, 4, t -> 50 + 0.5 * Math.min(60, t))).verdict();

        assertThat(verdict).isInstanceOf(TrendVerdict.Settled.class);
    }

    @Test
    void a_warm_up_that_levels_off_has_settled() {
        TrendVerdict verdict =
                fed(afterFullGc(120, 0.3, 5, t -> 50 + 30 * (1 - Math.exp(-t / 15)))).verdict();

        assertThat(verdict).isInstanceOf(TrendVerdict.Settled.class);
    }

    @Test
    void what_rises_with_each_block_is_no_staircase() {
        double[] blocks = new double[40];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = i;
        }

        assertThat(Bursts.of(blocks, blocks, 0.01).goOn()).isFalse();
    }

    @Test
    void the_time_to_the_limit_is_what_is_left_over_the_rate() {
        List<MemorySample> samples =
                afterFullGc(100, 0.1, 6, t -> 50 + t).stream()
                        .map(sample -> sample.with(Signal.LIMIT, 500 * MIB))
                        .toList();

        TrendVerdict verdict = fed(samples).verdict();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TrendVerdict.Leaking.class,
                        // Resident memory is 50 + 99 + 60 MiB by now and grows 1 MiB a second.
                        leak ->
                                assertThat(leak.limit())
                                        .extracting(
                                                TrendVerdict.Limit::seconds,
                                                as(InstanceOfAssertFactories.DOUBLE))
                                        .isCloseTo(291, within(10.0)));
    }

    @Test
    void time_that_runs_backwards_is_refused() {
        TrendDetector detector = fed(List.of(MemorySample.at(5)));

        assertThatThrownBy(() -> detector.add(MemorySample.at(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample 1: expected a time of at least 5.0 s, got 4.0 s");
    }

    @Test
    void growth_outside_of_the_heap_is_named_by_what_holds_it() {
        TrendDetector detector = new TrendDetector();
        for (int t = 0; t < 120; t++) {
            detector.add(
                    MemorySample.at(t)
                            .with(Signal.POST_GC_USED, (30 + 0.01 * (t % 7)) * MIB)
                            .with(Signal.MAJOR_GCS, t + 1)
                            .with(Signal.ARRAY_BUFFERS, (1 + 0.7 * t) * MIB)
                            .with(Signal.EXTERNAL, (3 + 0.7 * t) * MIB)
                            .with(Signal.HEAP_TOTAL, 50 * MIB)
                            .with(Signal.RSS, (100 + 0.7 * t) * MIB));
        }

        TrendVerdict verdict = detector.verdict();

        assertThat(verdict).isInstanceOf(TrendVerdict.Leaking.class);
        assertThat(verdict.basis().signal()).isEqualTo(Signal.ARRAY_BUFFERS);
        assertThat(verdict.basis().because().get(0))
                .startsWith("resident memory grows 4")
                .endsWith("MiB/min: array buffers, 100 % of it; the heap is flat");
    }

    @Test
    void garbage_that_grows_with_the_live_set_is_no_native_memory() {
        List<MemorySample> samples =
                afterFullGc(120, 0.1, 8, t -> 50 + t).stream()
                        .map(sample -> {
                            double live = sample.value(Signal.POST_GC_USED).orElseThrow();
                            return sample.with(Signal.HEAP_USED, 1.2 * live)
                                    .with(Signal.HEAP_TOTAL, 1.4 * live)
                                    .with(Signal.RSS, 1.4 * live + 60 * MIB);
                        })
                        .toList();

        assertThat(fed(samples).verdict().basis().because().get(0))
                .startsWith("resident memory grows ")
                .contains("heap, 7")
                .doesNotContain("native");
    }

    @RepeatedTest(12)
    void a_restored_detector_goes_on_as_if_nothing_had_happened(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        int cut = 1 + random.nextInt(298);
        double perSecond = random.nextInt(3) * 0.1;
        List<MemorySample> samples =
                afterFullGc(300, 0.5, seed, t -> 50 + perSecond * Math.max(0, t - 100));
        TrendDetector whole = fed(samples.subList(0, cut));
        TrendDetector restored = TrendDetector.restore(whole.checkpoint());

        for (MemorySample sample : samples.subList(cut, samples.size())) {
            whole.add(sample);
            restored.add(sample);
            assertThat(restored.checkpoint()).as("seed %d", seed).isEqualTo(whole.checkpoint());
        }
        assertThat(restored.verdict()).as("seed %d", seed).isEqualTo(whole.verdict());
        assertThat(restored.checkpoint()).as("seed %d", seed).isEqualTo(whole.checkpoint());
    }

    @Test
    void bytes_that_are_no_checkpoint_are_refused() {
        byte[] cut = Arrays.copyOf(fed(afterFullGc(20, 1, 1, t -> 50)).checkpoint(), 100);

        assertThatThrownBy(() -> TrendDetector.restore(cut))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 bytes");
    }

    @Test
    void heap_that_v8_has_not_fully_collected_yet_is_undecided() {
        TrendDetector detector = new TrendDetector();
        for (int t = 0; t < 300; t++) {
            detector.add(
                    MemorySample.at(t)
                            .with(Signal.HEAP_USED, (5 + 0.02 * t + t % 3) * MIB)
                            .with(Signal.MAJOR_GCS, 0)
                            .with(Signal.MINOR_GCS, t));
        }

        TrendVerdict verdict = detector.verdict();

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TrendVerdict.Undecided.class,
                        undecided -> assertThat(undecided.decidableAtSeconds()).isNotNull());
    }

    @Test
    void memory_that_follows_the_load_is_no_leak() {
        Random random = new Random(8);
        TrendDetector detector = new TrendDetector();
        for (int t = 0; t < 400; t++) {
            double load = 100 + 60 * Math.sin(t / 90.0) + random.nextGaussian();
            detector.add(
                    MemorySample.at(t)
                            .with(Signal.LOAD, load)
                            .with(
                                    Signal.POST_GC_USED,
                                    (40 + 0.2 * load + 0.1 * random.nextGaussian()) * MIB)
                            .with(Signal.MAJOR_GCS, t + 1));
        }

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Steady.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.6, 0", "0.9, 2", "0.95, 3"})
    void asking_after_every_sample_hardly_raises_an_alarm_on_noise_that_remembers(
            double remembered, int most) {
        int alarms = 0;
        for (int seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            double[] noise = {0};
            TrendDetector detector = new TrendDetector();
            boolean alarm = false;
            for (MemorySample sample :
                    afterFullGc(
                            150,
                            0.01,
                            seed,
                            t ->
                                    50
                                            + (noise[0] =
                                                    remembered * noise[0]
                                                            + 0.4 * random.nextGaussian()))) {
                detector.add(sample);
                alarm |= detector.verdict() instanceof TrendVerdict.Leaking;
            }
            alarms += alarm ? 1 : 0;
        }
        assertThat(alarms)
                .as("alarms on 20 trendless series, seeds 1 to 20")
                .isLessThanOrEqualTo(most);
    }

    @Test
    void patience_keeps_growth_undecided_until_it_has_lasted() {
        TrendDetector detector = new TrendDetector(Duration.ofMinutes(5));
        afterFullGc(120, 0.3, 2, t -> 50 + 0.25 * t).forEach(detector::add);

        assertThat(detector.verdict())
                .isInstanceOfSatisfying(
                        TrendVerdict.Undecided.class,
                        undecided ->
                                assertThat(undecided.decidableAtSeconds())
                                        .isCloseTo(300, within(2.0)));
    }
}
