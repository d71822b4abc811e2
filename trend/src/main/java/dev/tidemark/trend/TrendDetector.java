package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the memory of one process while it runs: leaking, settled, steady, or not yet decidable.
 *
 * <p>Feed it every sample with {@link #add}, ask for the {@link #verdict} as often as you like:
 * asking often does not raise the chance of a false alarm. It chooses the series to judge by itself
 * and says which: heap after full collections where there are enough of them, the lowest heap
 * between collections where there are none, buffers and other memory outside the heap on their own,
 * resident memory last.
 *
 * <p>State is bounded whatever the number of samples. Not thread-safe.
 *
 * @implNote {@code add} is O(1); a verdict takes a few milliseconds and is kept until the next
 *     sample.
 */
public final class TrendDetector {
    private final double patience;
    private @Nullable Life life;
    private @Nullable Evidence earlier;
    private @Nullable TrendVerdict latest;
    private int samples;

    /** A detector that calls growth a leak as soon as nothing bounded explains it. */
    public TrendDetector() {
        this(Duration.ZERO);
    }

    /**
     * A detector that gives growth time to end.
     *
     * <p>A cache that is still filling looks exactly like a leak until it is full. Numbers cannot
     * tell them apart, only time can.
     *
     * @param patience for how long growth has to go on before it is called a leak; until then the
     *     verdict is undecided and says when it will not be
     */
    public TrendDetector(Duration patience) {
        this.patience = patience.toNanos() / 1e9;
    }

    /**
     * Takes the next sample.
     *
     * @throws IllegalArgumentException if it is not later than the one before
     */
    public void add(MemorySample sample) {
        Life current = life;
        if (current == null) {
            current = new Life(sample);
        } else if (sample.seconds() < current.lastSecond()) {
            throw new IllegalArgumentException(
                    "sample %d: expected a time of at least %s s, got %s s"
                            .formatted(samples, current.lastSecond(), sample.seconds()));
        } else if (current.endsBefore(sample)) {
            earlier = Evidence.of(current, LifeJudge.judge(current), earlier);
            current = new Life(sample);
        }
        current.add(sample);
        life = current;
        latest = null;
        samples++;
    }

    /** What the samples so far say; undecided before there are any. */
    public TrendVerdict verdict() {
        TrendVerdict verdict = latest;
        if (verdict == null) {
            verdict = judge();
            latest = verdict;
        }
        return verdict;
    }

    private TrendVerdict judge() {
        Life current = life;
        if (current == null) {
            return VerdictWriter.nothing();
        }
        List<LifeJudge.Judged> judged =
                LifeJudge.judge(current).stream().map(one -> patiently(current, one)).toList();
        if (earlier != null) {
            judged = earlier.weigh(current, judged);
        }
        return new VerdictWriter(current).write(judged);
    }

    private LifeJudge.Judged patiently(Life current, LifeJudge.Judged judged) {
        SeriesOpinion opinion = judged.opinion();
        double lacking = patience - (current.seconds() - opinion.onset());
        if (opinion.kind() != SeriesOpinion.Kind.LEAKING || lacking <= 0) {
            return judged;
        }
        double needed = current.seconds() + lacking;
        String because = opinion.because() + ", but what fills up looks the same until it is full";
        return new LifeJudge.Judged(judged.track(), opinion.undecidedUntil(needed, because));
    }
}
