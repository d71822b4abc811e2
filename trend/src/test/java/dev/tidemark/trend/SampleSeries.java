package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Made-up memory series for tests: a live set that follows a function, seen after full GCs. */
final class SampleSeries {
    static final double MIB = 1 << 20;

    private SampleSeries() {}

    /**
     * One sample a second with a full collection before each.
     *
     * @param live the live set in MiB by second
     * @param noise standard deviation in MiB
     */
    static List<MemorySample> afterFullGc(
            int seconds, double noise, long seed, DoubleUnaryOperator live) {
        Random random = new Random(seed);
        List<MemorySample> samples = new ArrayList<>();
        for (int t = 0; t < seconds; t++) {
            double value = (live.applyAsDouble(t) + noise * random.nextGaussian()) * MIB;
            samples.add(
                    MemorySample.at(t)
                            .with(Signal.POST_GC_USED, value)
                            .with(Signal.MAJOR_GCS, t + 1)
                            .with(Signal.RSS, value + 60 * MIB));
        }
        return samples;
    }

    static TrendDetector fed(List<MemorySample> samples) {
        TrendDetector detector = new TrendDetector();
        samples.forEach(detector::add);
        return detector;
    }
}
