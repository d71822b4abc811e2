package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.trend.TrendDetector;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A series that is judged after every sample and tells when its verdict changes. */
public final class FollowedSeries implements Consumer<MemorySample> {
    private final TrendDetector detector;
    private final BiConsumer<MemorySample, TrendVerdict> onChange;
    private @Nullable TrendVerdict latest;

    /**
     * @param patience for how long growth has to go on before it is called a leak
     * @param onChange told of the first verdict and of each that is of another kind than the one
     *     before, with the sample that changed it
     */
    public FollowedSeries(Duration patience, BiConsumer<MemorySample, TrendVerdict> onChange) {
        this.detector = new TrendDetector(patience);
        this.onChange = onChange;
    }

    @Override
    public void accept(MemorySample sample) {
        detector.add(sample);
        TrendVerdict verdict = detector.verdict();
        if (latest == null || latest.getClass() != verdict.getClass()) {
            onChange.accept(sample, verdict);
        }
        latest = verdict;
    }

    /** What all samples so far came to. */
    public TrendVerdict verdict() {
        return detector.verdict();
    }
}
