package dev.tidemark.monitor.ingest;

import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.monitor.fleet.Intake;
import dev.tidemark.monitor.fleet.ProcessKey;
import dev.tidemark.monitor.fleet.Watched;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All foreign series that are known, and which of ours they are. One for the whole monitor, so that
 * a process that two sources tell of is not counted twice. Threads: any.
 */
public final class Catalog {
    /** Clocks of senders may be ahead by so much. */
    private static final long AHEAD_MILLIS = 10 * 60_000L;

    private final Intake intake;
    private final IdentityLabels identity;
    private final Limits limits;
    private final InstantSource clock;
    private final Map<ProcessKey, Known> processes = new HashMap<>();
    private final Map<String, Integer> seriesOfService = new HashMap<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final LongAdder samples = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder standby = new LongAdder();

    /**
     * @param clock that the times of readings are compared with
     */
    public Catalog(Intake intake, IdentityLabels identity, Limits limits, InstantSource clock) {
        this.intake = intake;
        this.identity = identity;
        this.limits = limits;
        this.clock = clock;
    }

    /** Since the monitor started. */
    public IngestCounts counts() {
        return new IngestCounts(
                requests.sum(),
                rejected.sum(),
                samples.sum(),
                ignored.sum(),
                refused.sum(),
                standby.sum());
    }

    Intake intake() {
        return intake;
    }

    Limits limits() {
        return limits;
    }

    /**
     * Where readings of a foreign series go. Ask once and keep it.
     *
     * @param labels all that is known of it; their names plain, see {@link MetricNames#plain}
     * @param own those of them that are of the series, not of its target or resource
     */
    synchronized Outlet outlet(
            MetricNames.Known metric, Map<String, String> labels, Map<String, String> own) {
        List<Outlet.Target> targets = new ArrayList<>();
        for (Meaning meaning : metric.meanings()) {
            if (meaning.condition().holds(labels)) {
                Optional<ProcessKey> key = identity.keyOf(labels, meaning.container());
                key.ifPresent(of -> targets.add(target(of, meaning, metric.factor(), own)));
            }
        }
        return targets.isEmpty()
                ? Outlet.NOWHERE
                : new Outlet(targets.toArray(Outlet.Target[]::new));
    }

    private Outlet.Target target(
            ProcessKey key, Meaning meaning, double factor, Map<String, String> own) {
        String part = meaning.partOf(own, identity);
        Known known = processes.get(key);
        Known process = known == null ? new Known() : known;
        process.learn(meaning.runtime());
        Claim claim =
                process.claims.computeIfAbsent(
                        meaning.signal(), signal -> new Claim(limits.partsOfSignal()));
        boolean room =
                seriesOfService.getOrDefault(key.service(), 0) < limits.seriesOfService()
                        && claim.hasRoom();
        int series = room ? series(key, meaning, process.kind, part) : Intake.NONE;
        if (series != Intake.NONE) {
            processes.put(key, process);
            process.targets++;
            claim.join();
            seriesOfService.merge(key.service(), 1, Integer::sum);
        }
        return new Outlet.Target(key, claim, meaning, factor, part, series);
    }

    /** Our series that a foreign one feeds. */
    int series(ProcessKey key, Meaning meaning, @Nullable RuntimeKind told, String part) {
        // Metrics of any process tell less than those of a runtime.
        RuntimeKind runtime = told == null ? RuntimeKind.LINUX : told;
        return intake.series(new Watched(key, runtime, null), meaning.signal(), part);
    }

    /** What was known of a series that has been silent for long makes room for others. */
    synchronized void forget(Outlet outlet) {
        for (Outlet.Target target : outlet.targets()) {
            if (target.admitted()) {
                target.leave();
                seriesOfService.computeIfPresent(
                        target.key().service(), (name, count) -> count == 1 ? null : count - 1);
                processes.computeIfPresent(
                        target.key(), (key, process) -> --process.targets == 0 ? null : process);
            }
        }
    }

    /** Minutes of a clock that only rises. */
    static int minute() {
        return (int) Duration.ofNanos(System.nanoTime()).toMinutes();
    }

    /** The latest time that a reading may have: what is later would make all others late. */
    long latestMillis() {
        return clock.millis() + AHEAD_MILLIS;
    }

    void request() {
        requests.increment();
    }

    void rejected() {
        rejected.increment();
    }

    void taken(long readings) {
        samples.add(readings);
    }

    void ignored(long readings) {
        ignored.add(readings);
    }

    void refused() {
        refused.increment();
    }

    void refused(long readings) {
        refused.add(readings);
    }

    void standby() {
        standby.increment();
    }

    /** What is known of a process. */
    private static final class Known {
        private final Map<Signal, Claim> claims = new EnumMap<>(Signal.class);
        private @Nullable RuntimeKind kind;
        private int targets;

        void learn(@Nullable RuntimeKind told) {
            kind = told == null ? kind : told;
        }
    }
}
