package dev.tidemark.trend;

import static dev.tidemark.trend.SampleSeries.afterFullGc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a process when it has been started anew. Live sets are in MiB. */
class RestartsTest {
    private static final int RESTART = 400;

    @Test
    void a_leak_is_remembered_over_a_restart() {
        TrendDetector detector = fed(restarted(RESTART + 5, (t, age) -> 50 + 0.3 * age));

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Leaking.class);
        assertThat(detector.verdict().basis().because().get(0)).contains("before the restart");
    }

    @Test
    void a_leak_that_a_deploy_fixed_is_over_as_soon_as_it_has_not_grown_for_longer_than_ever() {
        TrendDetector detector =
                fed(restarted(RESTART + 80, (t, age) -> t < RESTART ? 50 + 0.3 * age : 50));

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Steady.class);
    }

    @Test
    void a_leak_that_a_deploy_did_not_fix_is_one_at_any_time() {
        assertThat(ofTheNewLife(restarted(2 * RESTART, (t, age) -> 50 + 0.3 * age)))
                .hasSize(RESTART)
                .allMatch(verdict -> verdict instanceof TrendVerdict.Leaking);
    }

    @Test
    void pauses_as_long_as_before_the_restart_are_no_end_of_a_leak() {
        DoubleBinaryOperator inBursts = (t, age) -> 50 + 10 * Math.floor((age + 25) / 50);

        assertThat(ofTheNewLife(restarted(RESTART + 199, inBursts)))
                .allMatch(verdict -> verdict instanceof TrendVerdict.Leaking);
    }

    @Test
    void a_leak_that_a_deploy_brought_is_found_before_half_of_the_earlier_life_has_passed() {
        TrendDetector detector =
                fed(restarted(RESTART + 100, (t, age) -> t < RESTART ? 50 : 50 + 0.3 * age));

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Leaking.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.2})
    void what_warms_up_again_is_no_leak_even_if_it_needs_a_little_more(double more) {
        DoubleBinaryOperator warmUp =
                (t, age) -> (t < RESTART ? 1 : more) * (50 + 30 * (1 - Math.exp(-age / 60)));

        assertThat(ofTheNewLife(restarted(2 * RESTART, warmUp)))
                .noneMatch(verdict -> verdict instanceof TrendVerdict.Leaking);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void a_restored_detector_expects_the_same_of_a_new_life(double leak) {
        List<MemorySample> samples =
                restarted(RESTART + 120, (t, age) -> 50 + (t < RESTART ? leak : 0.2) * age);
        TrendDetector whole = fed(samples);
        TrendDetector first = fed(samples.subList(0, RESTART + 10));

        TrendDetector restored = TrendDetector.restore(first.checkpoint());
        samples.subList(RESTART + 10, samples.size()).forEach(restored::add);

        assertThat(restored.checkpoint()).isEqualTo(whole.checkpoint());
        assertThat(restored.verdict()).isEqualTo(whole.verdict());
    }

    /** The verdicts after each sample since the restart. */
    private static List<TrendVerdict> ofTheNewLife(List<MemorySample> samples) {
        TrendDetector detector = fed(samples.subList(0, RESTART));
        List<TrendVerdict> verdicts = new ArrayList<>();
        for (MemorySample sample : samples.subList(RESTART, samples.size())) {
            detector.add(sample);
            verdicts.add(detector.verdict());
        }
        return verdicts;
    }

    private static TrendDetector fed(List<MemorySample> samples) {
        return SampleSeries.fed(samples);
    }

    /**
     * So many seconds of a process that is started anew at {@value #RESTART}.
     *
     * @param live the live set by second and by seconds since the start
     */
    private static List<MemorySample> restarted(int seconds, DoubleBinaryOperator live) {
        List<MemorySample> samples = new ArrayList<>();
        for (MemorySample sample :
                afterFullGc(
                        seconds,
                        0.2,
                        9,
                        t -> live.applyAsDouble(t, t < RESTART ? t : t - RESTART))) {
            samples.add(sample.with(Signal.START, sample.seconds() < RESTART ? 0 : RESTART));
        }
        return samples;
    }
}
