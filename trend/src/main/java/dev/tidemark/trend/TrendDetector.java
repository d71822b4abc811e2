package dev.tidemark.trend;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TrendVerdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
 * @implNote {@code add} is O(1); a verdict takes a few milliseconds, and hardly anything when no
 *     block of a series was opened since the last one.
 */
public final class TrendDetector {
    private static final int FORMAT = 7;

    private final double patience;
    private final boolean exercised;
    private @Nullable Life life;
    private @Nullable Evidence earlier;
    private @Nullable List<LifeJudge.Judged> judged;
    private long samples;

    /**
     * A detector that calls growth a leak as soon as nothing bounded explains it, and the process
     * has had {@value Life#START_UP_READINGS} readings or an hour to start up.
     */
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
        this(patience.toNanos() / 1e9, false);
    }

    private TrendDetector(double patienceSeconds, boolean exercised) {
        this.patience = patienceSeconds;
        this.exercised = exercised;
    }

    /**
     * A detector for a process that is made to repeat its work while it is watched: that brings a
     * start to its end, so nothing is waited for.
     */
    public static TrendDetector ofExercised() {
        return new TrendDetector(0, true);
    }

    /**
     * Takes the next sample.
     *
     * @throws IllegalArgumentException if it is not later than the one before
     */
    public void add(MemorySample sample) {
        Life current = life;
        if (current == null) {
            current = new Life(sample, exercised);
        } else if (sample.seconds() < current.lastSecond()) {
            throw new IllegalArgumentException(
                    "sample %d: expected a time of at least %s s, got %s s"
                            .formatted(samples, current.lastSecond(), sample.seconds()));
        } else if (current.endsBefore(sample)) {
            earlier = Evidence.of(current, patiently(current, LifeJudge.judge(current)), earlier);
            current = new Life(sample, exercised);
        }
        if (current.add(sample) || current != life) {
            judged = null;
        }
        life = current;
        samples++;
    }

    /** What the samples so far say; undecided before there are any. */
    public TrendVerdict verdict() {
        Life current = life;
        if (current == null) {
            return VerdictWriter.nothing();
        }
        List<LifeJudge.Judged> now = patiently(current, judgedNow(current));
        return VerdictWriter.of(current).write(earlier == null ? now : earlier.weigh(current, now));
    }

    private List<LifeJudge.Judged> judgedNow(Life current) {
        List<LifeJudge.Judged> now = judged;
        if (now == null) {
            now = LifeJudge.judge(current);
            judged = now;
        }
        return now;
    }

    /**
     * All that this detector knows, to go on elsewhere or after a restart of whatever runs it.
     *
     * @return some 250 bytes, 200 for each series that the process has, and the reasons of its
     *     verdict
     */
    public byte[] checkpoint() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeByte(FORMAT);
            to.writeDouble(patience);
            to.writeBoolean(exercised);
            to.writeLong(samples);
            to.writeBoolean(life != null);
            if (life != null) {
                life.write(to);
            }
            to.writeBoolean(earlier != null);
            if (earlier != null) {
                earlier.write(to);
            }
            to.writeBoolean(judged != null);
            if (judged != null) {
                Saved.writeJudged(to, judged);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /**
     * A detector that goes on exactly as the one that wrote this would have.
     *
     * @throws IllegalArgumentException if these are not the bytes of a checkpoint of this version
     */
    public static TrendDetector restore(byte[] checkpoint) {
        try (DataInputStream from = new DataInputStream(new ByteArrayInputStream(checkpoint))) {
            int format = from.readByte();
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "checkpoint: expected format %d, found %d".formatted(FORMAT, format));
            }
            TrendDetector detector = new TrendDetector(from.readDouble(), from.readBoolean());
            detector.samples = from.readLong();
            detector.life = from.readBoolean() ? Life.read(from, detector.exercised) : null;
            detector.earlier = from.readBoolean() ? Evidence.read(from) : null;
            detector.judged = from.readBoolean() ? Saved.readJudged(from) : null;
            return detector;
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "checkpoint: expected the bytes of one, found %d bytes that are not"
                            .formatted(checkpoint.length),
                    e);
        }
    }

    private List<LifeJudge.Judged> patiently(Life of, List<LifeJudge.Judged> all) {
        return all.stream()
                .map(one -> new LifeJudge.Judged(one.track(), patiently(of, one.opinion())))
                .toList();
    }

    private SeriesOpinion patiently(Life of, SeriesOpinion opinion) {
        if (opinion.kind() != SeriesOpinion.Kind.LEAKING) {
            return opinion;
        }
        double lacking = patience - (of.seconds() - opinion.onset());
        if (lacking > 0) {
            return opinion.undecidedUntil(
                    of.seconds() + lacking,
                    opinion.because() + ", but what fills up looks the same until it is full");
        }
        if (!exercised && of.isStartingUp()) {
            return opinion.undecidedUntil(
                    of.startedUpAt(), opinion.because() + ", but it may still be starting up");
        }
        return opinion;
    }
}
