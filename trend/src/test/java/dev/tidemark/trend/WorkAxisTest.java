package dev.tidemark.trend;

import static dev.tidemark.trend.SampleSeries.MIB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process works is told as operations per second, or as how many it has done. */
class WorkAxisTest {
    private static final int DAYS = 3;
    private static final int PERIOD = 120;
    private static final double DAY = 86_400;

    @ParameterizedTest
    @ValueSource(doubles = {1, 50})
    void a_leak_beside_daily_waves_is_found_by_the_load_and_by_what_was_done(double perSecond) {
        assertThat(SampleSeries.fed(daysOf(40, perSecond, Signal.LOAD)).verdict())
                .isInstanceOf(TrendVerdict.Leaking.class);
        assertThat(SampleSeries.fed(daysOf(40, perSecond, Signal.OPERATIONS)).verdict())
                .isInstanceOf(TrendVerdict.Leaking.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 50})
    void daily_waves_alone_are_no_leak(double perSecond) {
        assertThat(SampleSeries.fed(daysOf(0, perSecond, Signal.OPERATIONS)).verdict())
                .isInstanceOf(TrendVerdict.Steady.class);
    }

    @Test
    void a_restored_detector_goes_on_with_the_pace_that_was_measured() {
        List<MemorySample> samples = daysOf(40, 0.5, Signal.OPERATIONS);
        TrendDetector whole = SampleSeries.fed(samples);
        TrendDetector first = SampleSeries.fed(samples.subList(0, 333));

        TrendDetector restored = TrendDetector.restore(first.checkpoint());
        samples.subList(333, samples.size()).forEach(restored::add);

        assertThat(restored.checkpoint()).isEqualTo(whole.checkpoint());
    }

    /**
     * Days of waves of work, memory that follows them, and a leak by operations.
     *
     * @param leak MiB in all
     * @param perSecond operations, on average
     * @param told which of the two signals the samples have
     */
    private static List<MemorySample> daysOf(double leak, double perSecond, Signal told) {
        Random random = new Random(3);
        List<MemorySample> samples = new ArrayList<>();
        double done = 0;
        for (int t = 0; t < DAYS * DAY; t += PERIOD) {
            double wave = 1 + 0.7 * Math.sin(2 * Math.PI * t / DAY);
            double load = perSecond * wave * (1 + 0.01 * random.nextGaussian());
            done += t == 0 ? 0 : load * PERIOD;
            double live =
                    100
                            + 25 * wave
                            + leak * done / (perSecond * DAYS * DAY)
                            + 0.5 * random.nextGaussian();
            samples.add(
                    MemorySample.at(t)
                            .with(told, told == Signal.LOAD ? load : Math.rint(done))
                            .with(Signal.POST_GC_USED, live * MIB)
                            .with(Signal.MAJOR_GCS, samples.size() + 1));
        }
        return samples;
    }
}
