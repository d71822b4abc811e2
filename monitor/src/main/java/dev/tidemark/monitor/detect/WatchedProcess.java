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
import org.jspecify.annotations.Nullable;

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
    private final Closed closed;
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
    private volatile boolean forgotten;

    /** The state as it was told last; null when something of it has changed since. */
    private @Nullable ProcessState told;

    /**
     * A process of which no reading is known yet.
     *
     * @param nanos the time by the monitor's clock
     * @param closed takes what is complete
     */
    WatchedProcess(int id, Watched watched, long nanos, Closed closed) {
        this.id = id;
        this.closed = closed;
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
        boolean news = !watched.equals(before);
        told = news ? null : told;
        return news;
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
        told = null;
    }

    /** Takes a reading, and says whether it was taken; not if its time has been closed. */
    synchronized boolean put(SeriesSlot slot, long millis, double value, long nanos) {
        if (millis <= closedMillis) {
            return false;
        }
        arrivedNanos = nanos;
        reports = !Double.isNaN(value);
        if (reports) {
            moment(millis, nanos).put(slot, value);
        }
        while (open.size() > OPEN_MOMENTS) {
            closeOldest();
        }
        return true;
    }

    /** Closes the moments whose first reading came in before a time of the monitor's clock. */
    synchronized void close(long beforeNanos) {
        while (!open.isEmpty() && open.getFirst().arrivedNanos() - beforeNanos < 0) {
            closeOldest();
        }
    }

    /** Takes a sample that has been kept already, and is not older than those before it. */
    synchronized void learn(MemorySample sample) {
        long millis = Math.round(sample.seconds() * PER_SECOND);
        firstMillis = Math.min(firstMillis, millis);
        latest.putAll(sample.values());
        told = null;
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
        told = null;
    }

    /** Hands out the detector's state, unless it has been handed out since the last reading. */
    synchronized void save(Checkpoint to) {
        if (closedMillis > savedMillis) {
            to.detector(id, closedMillis, detector.checkpoint());
            savedMillis = closedMillis;
        }
    }

    /**
     * What is known now; the same object as long as that does not change, for a fleet is asked for
     * far more often than each of its processes reports.
     *
     * @param silentSince a process that has sent nothing since then is down; the monitor's clock
     */
    synchronized ProcessState state(long silentSince) {
        boolean up = up(silentSince);
        ProcessState state = told;
        if (state == null || state.up() != up) {
            state = state(up);
            told = state;
        }
        return state;
    }

    private ProcessState state(boolean up) {
        return new ProcessState(
                id,
                watched,
                Instant.ofEpochMilli(Math.min(firstMillis, lastMillis())),
                Instant.ofEpochMilli(lastMillis()),
                up,
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

    private void closeOldest() {
        Moment moment = open.removeFirst();
        MemorySample sample =
                new MemorySample(moment.epochMillis() / PER_SECOND, moment.sums(parts));
        learn(sample);
        closed.values(id, moment.epochMillis(), sample.values());
    }

    /** A picture of the process shows its heap as soon as that is known. */
    private void show(MemorySample sample, long millis) {
        if (shown == Signal.RSS && sample.value(Signal.HEAP_USED).isPresent()) {
            shown = Signal.HEAP_USED;
            sparkline = new Sparkline();
        }
        sample.value(shown).ifPresent(value -> sparkline.add(millis, value));
    }

    /** Its readings are dropped from now on: whoever sends them has to ask for it again. */
    void forget() {
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    /** Takes what was measured of a process at one time, when that is complete. */
    interface Closed {
        void values(int process, long epochMillis, Map<Signal, Double> values);
    }

    /** Takes the state of a detector after all readings up to a time. */
    interface Checkpoint {
        void detector(int process, long untilMillis, byte[] state);
    }
}
