package dev.tidemark.trend;

import static dev.tidemark.trend.SampleSeries.MIB;
import static dev.tidemark.trend.SampleSeries.afterFullGc;
import static dev.tidemark.trend.SampleSeries.fed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartUpTest {
    private static final int ENOUGH = Life.START_UP_READINGS;

    @Test
    void growth_is_no_leak_before_a_start_can_be_over() {
        List<MemorySample> samples = afterFullGc(ENOUGH, 0.01, 1, t -> 50 + t);

        TrendVerdict young = fed(samples.subList(0, ENOUGH - 1)).verdict();

        assertThat(young).isInstanceOf(TrendVerdict.Undecided.class);
        assertThat(young.basis().because().toString()).contains("may still be starting up");
        assertThat(young.basis().rate().estimate()).isCloseTo(MIB, within(0.1 * MIB));
        assertThat(fed(samples).verdict()).isInstanceOf(TrendVerdict.Leaking.class);
    }

    @Test
    void it_says_when_the_start_can_be_over() {
        TrendVerdict young = fed(afterFullGc(ENOUGH / 2, 0.01, 1, t -> 50 + t)).verdict();

        assertThat(young)
                .isInstanceOfSatisfying(
                        TrendVerdict.Undecided.class,
                        undecided ->
                                assertThat(undecided.decidableAtSeconds())
                                        .isBetween(ENOUGH - 3.0, ENOUGH + 3.0));
    }

    @Test
    void an_hour_is_start_enough_however_few_readings_there_are() {
        TrendDetector detector = new TrendDetector();
        for (MemorySample sample : afterFullGc(ENOUGH / 2, 0.01, 1, t -> 50 + t)) {
            detector.add(new MemorySample(sample.seconds() * 300, sample.values()));
        }

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Leaking.class);
    }

    @Test
    void a_process_that_is_made_to_work_is_not_waited_for() {
        TrendDetector detector = TrendDetector.ofExercised();
        afterFullGc(ENOUGH / 2, 0.01, 1, t -> 50 + t).forEach(detector::add);

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Leaking.class);
        assertThat(TrendDetector.restore(detector.checkpoint()).verdict())
                .isEqualTo(detector.verdict());
    }

    @Test
    void a_start_that_was_cut_short_leaves_no_leak_behind() {
        TrendDetector detector = new TrendDetector();
        for (MemorySample sample : afterFullGc(ENOUGH - 5, 0.01, 1, t -> 50 + t)) {
            detector.add(sample.with(Signal.START, 0));
        }
        double restart = ENOUGH;
        for (MemorySample sample : afterFullGc(5, 0.01, 2, t -> 50)) {
            detector.add(
                    new MemorySample(restart + sample.seconds(), sample.values())
                            .with(Signal.START, restart));
        }

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Undecided.class);
    }

    @Test
    void a_collection_at_each_of_the_first_readings_is_not_taken_for_a_rare_one() {
        // Not half of a warm-up: its curve shows, though the later half has hardly slowed down.
        TrendDetector detector = TrendDetector.ofExercised();
        afterFullGc(12, 0.1, 3, t -> 50 + 40 * (1 - Math.exp(-t / 20.0))).forEach(detector::add);

        assertThat(detector.verdict()).isInstanceOf(TrendVerdict.Undecided.class);
    }
}
