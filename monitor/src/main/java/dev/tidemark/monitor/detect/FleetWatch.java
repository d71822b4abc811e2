package dev.tidemark.monitor.detect;

import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.History;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.monitor.fleet.SampleBatch;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * All processes that are watched: puts readings together, has them kept, and judges.
 *
 * <p>It does nothing by itself: {@link #tick} and {@link #judge} are to be called, by {@link
 * FleetPulse} in a monitor that runs.
 *
 * <p>Threads: any.
 */
public final class FleetWatch implements Intake, Fleet {
    /** Readings of one time come in within this, whatever requests they came in. */
    private static final Duration SETTLES_IN = Duration.ofSeconds(3);

    private final History history;
    private final Limits limits;
    private final NanoClock clock;
    private final SeriesNumbers series;
    private final Map<ProcessKey, WatchedProcess> byKey = new ConcurrentHashMap<>();
    private final Map<Integer, WatchedProcess> byId = new ConcurrentHashMap<>();
    private final Map<String, Integer> processesOfService = new ConcurrentHashMap<>();
    private final LongAdder readings = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final Object batchLock = new Object();
    private SampleBatch batch = new SampleBatch();
    private int nextToJudge;

    /**
     * A fleet that goes on where it was when its history was last written to.
     *
     * @param history is not closed by this
     */
    public FleetWatch(History history, Limits limits, NanoClock clock) {
        this.history = history;
        this.limits = limits;
        this.clock = clock;
        this.series = new SeriesNumbers(limits.series());
        resume();
    }

    /**
     * Bounds and patience.
     *
     * @param series that are taken at the most
     * @param processes that are watched at the most; some 10 kB each
     * @param processesOfService of them: a flood in one does not take the others' room
     * @param silence after which a process that sent nothing is down
     * @param absence after which it is forgotten here; what it sent stays in the history
     */
    public record Limits(
            int series, int processes, int processesOfService, Duration silence, Duration absence) {
        /** For a fleet of some ten thousand processes that report every 15 seconds. */
        public static final Limits USUAL =
                new Limits(1_000_000, 50_000, 20_000, Duration.ofSeconds(90), Duration.ofDays(1));
    }

    /** A clock that only runs forward, such as {@link System#nanoTime}. */
    public interface NanoClock {
        long nanos();
    }

    @Override
    public int series(Watched process, Signal signal, String part) {
        WatchedProcess watched = byKey.get(process.key());
        if (watched == null) {
            if (series.full() || !room(process.key().service())) {
                refused.increment();
                return NONE;
            }
            watched = byKey.computeIfAbsent(process.key(), key -> admit(process));
        }
        if (watched.describe(process)) {
            history.register(watched.described());
        }
        int number = series.number(watched, signal, part);
        if (number == NONE) {
            refused.increment();
        }
        return number;
    }

    private boolean room(String service) {
        return byId.size() < limits.processes()
                && processesOfService.getOrDefault(service, 0) < limits.processesOfService();
    }

    private WatchedProcess admit(Watched process) {
        int id = history.register(process);
        WatchedProcess admitted = byId.get(id);
        if (admitted == null) {
            admitted = new WatchedProcess(id, process, clock.nanos(), this::keep);
            byId.put(id, admitted);
            processesOfService.merge(process.key().service(), 1, Integer::sum);
        }
        return admitted;
    }

    @Override
    public boolean add(int number, long epochMillis, double value) {
        SeriesSlot slot = series.slot(number);
        if (slot == null || slot.process().isForgotten()) {
            return false;
        }
        if (slot.process().put(slot, epochMillis, value, clock.nanos())) {
            readings.increment();
        } else {
            late.increment();
        }
        return true;
    }

    private void keep(int process, long millis, Map<Signal, Double> values) {
        synchronized (batchLock) {
            values.forEach((signal, value) -> batch.add(process, signal, millis, value));
        }
    }

    /** Closes what has settled, and hands it to the history; to be called every second. */
    void tick() {
        close(clock.nanos() - SETTLES_IN.toNanos());
    }

    /** Closes everything, settled or not: nothing more will come. */
    void finish() {
        close(clock.nanos() + 1);
    }

    private void close(long beforeNanos) {
        for (WatchedProcess process : byId.values()) {
            process.close(beforeNanos);
        }
        SampleBatch full;
        synchronized (batchLock) {
            full = batch;
            batch = new SampleBatch();
        }
        if (full.size() > 0) {
            history.append(full);
        }
    }

    /**
     * Judges processes that have something new worth a verdict, going on with the one after the
     * last that was judged.
     *
     * @param budget no other process is judged when this has passed
     * @return whether the budget was enough
     */
    boolean judge(Duration budget) {
        List<WatchedProcess> all = List.copyOf(byId.values());
        long start = clock.nanos();
        long silentSince = silentSince();
        for (int i = 0; i < all.size(); i++) {
            nextToJudge = (nextToJudge + 1) % all.size();
            WatchedProcess process = all.get(nextToJudge);
            if (process.due(silentSince)) {
                process.judge();
                if (clock.nanos() - start > budget.toNanos()) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Forgets who has sent nothing for long, so that instances that come and go take no room for
     * ever; to be called every minute or so. Looks at every series when there is somebody.
     */
    void forgetAbsent() {
        long since = clock.nanos() - limits.absence().toNanos();
        Set<WatchedProcess> absent = Collections.newSetFromMap(new IdentityHashMap<>());
        for (WatchedProcess process : byId.values()) {
            if (process.silent(since)) {
                absent.add(process);
                forget(process);
            }
        }
        if (!absent.isEmpty()) {
            series.forget(absent);
        }
    }

    private void forget(WatchedProcess process) {
        process.forget();
        ProcessKey key = process.described().key();
        byKey.remove(key, process);
        byId.remove(process.id(), process);
        processesOfService.computeIfPresent(
                key.service(), (service, count) -> count == 1 ? null : count - 1);
    }

    /**
     * Has the state of some detectors saved: of every process after {@code turns} calls with turns
     * that follow each other.
     */
    void save(long turn, int turns) {
        for (WatchedProcess process : byId.values()) {
            if (process.id() % turns == Math.floorMod(turn, turns)) {
                process.save(history::saveDetector);
            }
        }
    }

    @Override
    public List<ProcessState> processes() {
        long silentSince = silentSince();
        Collection<WatchedProcess> all = byId.values();
        return all.stream().map(process -> process.state(silentSince)).toList();
    }

    @Override
    public Optional<ProcessState> process(int id) {
        long silentSince = silentSince();
        return Optional.ofNullable(byId.get(id)).map(process -> process.state(silentSince));
    }

    private long silentSince() {
        return clock.nanos() - limits.silence().toNanos();
    }

    @Override
    public float[] sparkline(int id) {
        WatchedProcess process = byId.get(id);
        return process == null ? new float[0] : process.sparkline();
    }

    @Override
    public IntakeCounts counts() {
        return new IntakeCounts(readings.sum(), late.sum(), refused.sum(), series.size());
    }

    private void resume() {
        List<History.Registered> all = history.processes();
        long latest = all.stream().mapToLong(History.Registered::lastMillis).max().orElse(0);
        for (History.Registered known : all) {
            if (known.lastMillis() < latest - limits.absence().toMillis()) {
                continue; // It was forgotten, or would be now.
            }
            WatchedProcess process =
                    new WatchedProcess(known.process(), known.watched(), clock.nanos(), this::keep);
            byId.put(known.process(), process);
            byKey.put(known.watched().key(), process);
            processesOfService.merge(known.watched().key().service(), 1, Integer::sum);
        }
        Resumption resumption = new Resumption(byId);
        history.detectors(resumption::detector);
        history.replay(resumption.oldest(), resumption::reading);
        resumption.end();
    }
}
