package dev.tidemark.monitor.detect;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.Watched;
import dev.tidemark.trend.TrendDetector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One process that is watched: the moments that are still open, its detector, and what that says.
 *
 * <p>Threads: any; each method is atomic. A verdict takes milliseconds, and readings of this one
 * process wait for it.
 */
final class WatchedProcess {
    /** Moments that may be open at once; a sender that is quicker closes the oldest. */
    private static final int OPEN_MOMENTS = 4;

    private static final double PER_SECOND = 1e3;
    private static final long SHORTEST_GAP_MILLIS = 5_000;
    private static final long LONGEST_GAP_MILLIS = 300_000;

    /** A verdict changes little while the life that it is on grows by less than this. */
    private static final int GAPS_A_LIFE = 50;

    private final int id;
    private final List<Moment> open = new ArrayList<>(OPEN_MOMENTS + 1);
    private final PartCounts parts = new PartCounts();
    private Sparkline sparkline = new Sparkline();
    private Signal shown = Signal.RSS;
    private final Map<Signal, Double> latest = new EnumMap<>(Signal.class);
    private Watched watched;
    private TrendDetector detector;
    private TrendVerdict verdict;
    private long firstMillis = Long.MAX_VALUE;
    private long closedMillis = Long.MIN_VALUE;
    private long judgedMillis = Long.MIN_VALUE;
    private long savedMillis = Long.MIN_VALUE;
    private long arrivedNanos;
    private boolean reports;

    /**
     * A process of which no reading is known yet.
     *
     * @param nanos the time by the monitor's clock
     */
    WatchedProcess(int id, Watched watched, long nanos) {
        this.id = id;
        this.watched = watched;
        this.arrivedNanos = nanos;
        this.detector = new TrendDetector();
        this.verdict = detector.verdict();
    }

    int id() {
        return id;
    }

    /** Takes what a source knows of the process, and says whether that was news. */
    synchronized boolean describe(Watched source) {
        Watched before = watched;
        watched = before.and(source);
        return !watched.equals(before);
    }

    synchronized Watched described() {
        return watched;
    }

    /** Goes on where a detector was that has seen all readings up to a time. */
    synchronized void resume(TrendDetector saved, long untilMillis) {
        detector = saved;
        closedMillis = untilMillis;
        savedMillis = untilMillis;
        verdict = saved.verdict();
        judgedMillis = untilMillis;
    }

    /**
     * Takes a reading.
     *
     * @param closed takes samples that are complete because of it
     * @return whether it was taken; not if its time has been closed
     */
    synchronized boolean put(
            SeriesSlot slot, long millis, double value, long nanos, Consumer<MemorySample> closed) {
        if (millis <= closedMillis) {
            return false;
        }
        arrivedNanos = nanos;
        reports = !Double.isNaN(value);
        if (reports) {
            moment(millis, nanos).put(slot, value);
        }
        while (open.size() > OPEN_MOMENTS) {
            closeOldest(closed);
        }
        return true;
    }

    /** Closes the moments whose first reading came in before a time of the monitor's clock. */
    synchronized void close(long beforeNanos, Consumer<MemorySample> closed) {
        while (!open.isEmpty() && open.getFirst().arrivedNanos() - beforeNanos < 0) {
            closeOldest(closed);
        }
    }

    /** Takes a sample that has been kept already, and is not older than those before it. */
    synchronized void learn(MemorySample sample) {
        long millis = Math.round(sample.seconds() * PER_SECOND);
        firstMillis = Math.min(firstMillis, millis);
        latest.putAll(sample.values());
        show(sample, millis);
        if (millis > closedMillis) {
            closedMillis = millis;
            detector.add(sample);
        }
    }

    /**
     * Whether there is something new that is worth a verdict: a part of the life that was judged,
     * or anything, if nothing more may come.
     *
     * @param silentSince a process that has sent nothing since then is down; the monitor's clock
     */
    synchronized boolean due(long silentSince) {
        long gap =
                Math.clamp(
                        (closedMillis - firstMillis) / GAPS_A_LIFE,
                        SHORTEST_GAP_MILLIS,
                        LONGEST_GAP_MILLIS);
        return closedMillis > judgedMillis
                && (judgedMillis == Long.MIN_VALUE
                        || closedMillis - judgedMillis >= gap
                        || !up(silentSince));
    }

    /** Judges all that is closed. */
    synchronized void judge() {
        verdict = detector.verdict();
        judgedMillis = closedMillis;
    }

    /** Hands out the detector's state, unless it has been handed out since the last reading. */
    synchronized void save(Checkpoint to) {
        if (closedMillis > savedMillis) {
            to.detector(id, closedMillis, detector.checkpoint());
            savedMillis = closedMillis;
        }
    }

    /**
     * What is known now.
     *
     * @param silentSince a process that has sent nothing since then is down; the monitor's clock
     */
    synchronized ProcessState state(long silentSince) {
        return new ProcessState(
                id,
                watched,
                Instant.ofEpochMilli(Math.min(firstMillis, lastMillis())),
                Instant.ofEpochMilli(lastMillis()),
                up(silentSince),
                new MemorySample(lastMillis() / PER_SECOND, latest),
                verdict,
                Instant.ofEpochMilli(Math.max(judgedMillis, 0)));
    }

    private boolean up(long silentSince) {
        return reports && !silent(silentSince);
    }

    /** Whether nothing has come in since a time of the monitor's clock. */
    synchronized boolean silent(long sinceNanos) {
        return arrivedNanos - sinceNanos <= 0;
    }

    private long lastMillis() {
        return Math.max(closedMillis, 0);
    }

    synchronized float[] sparkline() {
        return sparkline.points();
    }

    private Moment moment(long millis, long nanos) {
        int at = open.size();
        while (at > 0 && open.get(at - 1).epochMillis() >= millis) {
            at--;
        }
        if (at == open.size() || open.get(at).epochMillis() != millis) {
            open.add(at, new Moment(millis, nanos));
        }
        return open.get(at);
    }

    private void closeOldest(Consumer<MemorySample> closed) {
        Moment moment = open.removeFirst();
        Map<Signal, Double> values = new EnumMap<>(Signal.class);
        moment.sums()
                .forEach((signal, sum) -> {
                    if (parts.whole(signal, sum.parts())) {
                        values.put(signal, sum.value());
                    }
                });
        MemorySample sample = new MemorySample(moment.epochMillis() / PER_SECOND, values);
        learn(sample);
        closed.accept(sample);
    }

    /** A picture of the process shows its heap as soon as that is known. */
    private void show(MemorySample sample, long millis) {
        if (shown == Signal.RSS && sample.value(Signal.HEAP_USED).isPresent()) {
            shown = Signal.HEAP_USED;
            sparkline = new Sparkline();
        }
        sample.value(shown).ifPresent(value -> sparkline.add(millis, value));
    }

    /** Takes the state of a detector after all readings up to a time. */
    interface Checkpoint {
        void detector(int process, long untilMillis, byte[] state);
    }
}
