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
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

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
}
