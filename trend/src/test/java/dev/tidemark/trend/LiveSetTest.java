package dev.tidemark.trend;

import static dev.tidemark.trend.SampleSeries.MIB;
import static dev.tidemark.trend.SampleSeries.fed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LiveSetTest {
    private static final int SECONDS = 2000;

    /** MiB of garbage a second. */
    private static final double GARBAGE = 0.2;

    @RepeatedTest(30)
    void what_is_left_without_the_garbage_is_the_live_set(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        Random random = new Random(seed);
        double grows = 0.05 * random.nextDouble();
        double steps = 40 * random.nextDouble();
        double when = SECONDS * (0.2 + 0.6 * random.nextDouble());
        DoubleUnaryOperator live = t -> 200 + grows * t + (t < when ? 0 : steps);
        BlockFloors heap = BlockFloors.create();
        BlockFloors readings = BlockFloors.create();
        double collections = 0;
        for (MemorySample sample : collectedEvery(300 + random.nextInt(200), live)) {
            double t = sample.seconds();
            heap.add(t, sample.value(Signal.HEAP_USED).orElseThrow(), 1, t);
            double ran = sample.value(Signal.MAJOR_GCS).orElseThrow();
            if (ran > collections) {
                readings.add(t, sample.value(Signal.POST_GC_USED).orElseThrow(), 1, t);
            }
            collections = ran;
        }

        Blocks estimated = LiveSet.between(heap.blocks(), readings.blocks());

        double off = 0;
        for (int i = 0; i < estimated.count(); i++) {
            double is = live.applyAsDouble(estimated.position(i)) * MIB;
            off += Math.abs(estimated.floor()[i] - is) / estimated.count();
        }
        // The garbage of a cycle is 60 to 100 MiB.
        assertThat(off / MIB).as("seed %d", seed).isLessThan(5);
    }

    @Test
    void even_growth_under_rare_collections_is_a_leak() {
        assertThat(verdict(450, t -> 200 + 0.05 * t)).isInstanceOf(TrendVerdict.Leaking.class);
    }

    @Test
    void a_step_between_two_rare_collections_is_no_leak() {
        assertThat(verdict(450, t -> t < 1500 ? 200 : 300))
                .isInstanceOf(TrendVerdict.Settled.class);
    }

    @Test
    void a_warm_up_between_rare_collections_is_no_leak() {
        assertThat(verdict(450, t -> 300 - 100 * Math.exp(-t / 250)))
                .isInstanceOf(TrendVerdict.Settled.class);
    }

    @Test
    void one_collection_that_left_more_than_the_whole_heap_was_shows_growth_that_goes_on() {
        assertThat(verdict(1200, t -> 200 + 0.2 * t)).isInstanceOf(TrendVerdict.Leaking.class);
    }

    @Test
    void one_collection_does_not_tell_growth_from_garbage() {
        assertThat(verdict(1200, t -> 200)).isInstanceOf(TrendVerdict.Undecided.class);
    }

    private static TrendVerdict verdict(int seconds, DoubleUnaryOperator live) {
        return fed(collectedEvery(seconds, live)).verdict();
    }

    /** One sample a second: the heap in use, and a full collection every so many seconds. */
    private static List<MemorySample> collectedEvery(int seconds, DoubleUnaryOperator live) {
        Random random = new Random(seconds);
        List<MemorySample> samples = new ArrayList<>();
        double left = Double.NaN;
        int collections = 0;
        for (int t = 0; t < SECONDS; t++) {
            double now = live.applyAsDouble(t) * MIB;
            if (t % seconds == seconds - 1) {
                left = now;
                collections++;
            }
            double garbage = GARBAGE * ((t + 1) % seconds) + 4 * random.nextDouble();
            MemorySample sample =
                    MemorySample.at(t)
                            .with(Signal.HEAP_USED, now + garbage * MIB)
                            .with(Signal.MAJOR_GCS, collections);
            samples.add(collections > 0 ? sample.with(Signal.POST_GC_USED, left) : sample);
        }
        return samples;
    }
}
