package dev.tidemark.cli.judge;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.trend.TrendDetector;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A series that is judged after every sample and tells when its verdict changes. */
public final class FollowedSeries implements Consumer<MemorySample> {
    private final TrendDetector detector;
    private final Listener listener;
    private double begin = Double.NaN;
    private @Nullable TrendVerdict latest;

    /** Told of the first verdict, and of each that is of another kind than the one before. */
    public interface Listener {
        /**
         * Takes a change.
         *
         * @param begin second of the first sample
         * @param sample that changed the verdict
         */
        void changed(double begin, MemorySample sample, TrendVerdict verdict);
    }

    /**
     * @param patience for how long growth has to go on before it is called a leak
     */
    public FollowedSeries(Duration patience, Listener listener) {
        this.detector = new TrendDetector(patience);
        this.listener = listener;
    }

    @Override
    public void accept(MemorySample sample) {
        begin = Double.isNaN(begin) ? sample.seconds() : begin;
        detector.add(sample);
        TrendVerdict verdict = detector.verdict();
        if (latest == null || latest.getClass() != verdict.getClass()) {
            listener.changed(begin, sample, verdict);
        }
        latest = verdict;
    }

    /** What all samples so far came to. */
    public TrendVerdict verdict() {
        return detector.verdict();
    }
}
