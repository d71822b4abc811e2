package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.report.JsonReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects evidence: of alerts that fire, by rule, and of any process, when somebody asks.
 *
 * <p>One instance of a service is asked at a time, and not often. Threads: any; collecting goes on
 * on threads of its own.
 */
public final class EvidenceDesk implements AutoCloseable {
    /** An alert whose holder was not found by then stays without. */
    private static final int MOST_TRIES = 3;

    /** A full collection and a walk over live objects, for a megabyte of them. */
    private static final double COUNT_MILLIS_A_MEGABYTE = 1.25;

    private final EvidenceRules rules;
    private final EvidenceItems items;
    private final Fleet fleet;
    private final Alerts alerts;
    private final Tools tools;
    private final EvidenceFolder files;
    private final List<Consumer<EvidenceItem>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Thread> workers = new ConcurrentHashMap<>();
    private final Collecting collecting;

    EvidenceDesk(
            EvidenceRules rules, Documents documents, Fleet fleet, Alerts alerts, Tools tools) {
        this.rules = rules;
        this.files = new EvidenceFolder(rules.folder());
        this.items = new EvidenceItems(documents, files, tools.clock(), tools.redactor() != null);
        this.fleet = fleet;
        this.alerts = alerts;
        this.tools = tools;
        this.collecting = new Collecting(rules, items, files, fleet, alerts, tools, this::save);
    }

    /**
     * A desk for the processes of this machine.
     *
     * @param redactor used if the rules want snapshots redacted
     * @param version of Tidemark
     */
    public static EvidenceDesk open(
            EvidenceRules rules,
            Documents documents,
            Fleet fleet,
            Alerts alerts,
            Redactor redactor,
            String version,
            InstantSource clock) {
        S3Bucket bucket = rules.s3();
        Targets targets = Targets.local();
        Tools tools =
                new Tools(
                        target -> targets.attach(target, AttachOptions.defaults()),
                        rules.redact() ? redactor : null,
                        bucket == null ? null : new S3Archive(bucket, clock),
                        new JsonReport(version),
                        clock,
                        Thread::sleep);
        return new EvidenceDesk(rules, documents, fleet, alerts, tools);
    }

    /** Has each step of each item handed to a listener, which is to return quickly. */
    public void changes(Consumer<EvidenceItem> listener) {
        listeners.add(listener);
    }

    /** All that is known, youngest first. */
    public List<EvidenceItem> items() {
        return items.all();
    }

    /** An item by its id. */
    public Optional<EvidenceItem> find(String id) {
        return items.find(id);
    }

    /** A file that an item names, which may be gone. */
    public Path file(String name) {
        return files.file(name);
    }

    /** Begins with alerts that want evidence and have none; to be called now and then. */
    public void look() {
        if (rules.when() != EvidenceRules.When.FIRING) {
            return;
        }
        for (Alert alert : alerts.open()) {
            boolean wants =
                    alert.state() == Alert.State.FIRING
                            && alert.key().rule() == AlertKey.Rule.LEAK
                            && alert.cause() == null
                            && alerts.mutes().of(alert).isEmpty();
            if (wants && mayAsk(alert)) {
                Duration takes = rules.apart().multipliedBy(rules.captures());
                Choice.of(alert, fleet, takes, tools.clock().instant())
                        .ifPresent(state -> begin(state, alert.id(), "rule", Wanted.HOLDER));
            }
        }
    }

    private boolean mayAsk(Alert alert) {
        List<EvidenceItem> byRule =
                items.all().stream().filter(item -> item.alert() != null).toList();
        Instant since = tools.clock().instant().minus(rules.every());
        boolean lately =
                byRule.stream()
                        .filter(item -> item.key().service().equals(alert.key().service()))
                        .anyMatch(item -> item.open() || item.started().isAfter(since));
        long tries = byRule.stream().filter(item -> alert.id().equals(item.alert())).count();
        return !lately && tries < MOST_TRIES;
    }

    /**
     * What evidence of a process would cost it. Attaches to it; where its heap is large, counting
     * its objects stops it for some milliseconds.
     */
    public Offer offer(int process) {
        if (rules.when() == EvidenceRules.When.NEVER) {
            return Offer.impossible("the settings allow no evidence");
        }
        String target = fleet.process(process).map(state -> state.process().target()).orElse(null);
        if (target == null) {
            return Offer.impossible("its memory is known only by numbers");
        }
        try (LiveTarget live = tools.reach().attach(target)) {
            SnapshotEstimate estimate = live.snapshotEstimate();
            double megabytes = estimate.heap().value() / (1 << 20);
            long millis =
                    live.process().runtime() == RuntimeKind.JVM
                            ? (long) (COUNT_MILLIS_A_MEGABYTE * megabytes)
                            : 0;
            String refused = estimate.safe() ? "" : "it may not survive it: " + estimate.room();
            return new Offer(
                    null,
                    Duration.ofMillis(millis),
                    estimate,
                    rules.snapshots() ? refused : "the settings allow no snapshots");
        } catch (CaptureException e) {
            return Offer.impossible(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks a process because somebody wants to know.
     *
     * @param by who
     * @throws IllegalStateException with the reason, in one line, if that cannot be
     */
    public EvidenceItem request(int process, Wanted wanted, String by) {
        ProcessState state =
                fleet.process(process)
                        .filter(one -> one.process().target() != null)
                        .orElseThrow(() ->
                                new IllegalStateException("its memory is known only by numbers"));
        if (rules.when() == EvidenceRules.When.NEVER) {
            throw new IllegalStateException("the settings allow no evidence");
        }
        boolean running =
                items.all().stream().anyMatch(item -> item.open() && item.process() == process);
        if (running) {
            throw new IllegalStateException("it is being asked already");
        }
        return begin(state, null, by, wanted);
    }

    private EvidenceItem begin(
            ProcessState state, @Nullable String alert, String by, Wanted wanted) {
        EvidenceItem item =
                EvidenceItem.waiting(
                        items.newId(),
                        state.id(),
                        state.process().key(),
                        alert,
                        by,
                        wanted,
                        tools.clock().instant());
        save(item);
        workers.put(
                item.id(),
                Thread.ofVirtual().name("evidence " + item.id()).start(() -> work(item)));
        return item;
    }

    private void save(EvidenceItem item) {
        items.put(item);
        listeners.forEach(listener -> listener.accept(item));
    }

    private void work(EvidenceItem item) {
        try {
            collecting.work(item);
        } finally {
            workers.remove(item.id());
        }
    }

    /** Stops collecting: processes are let go, and get their work back. */
    @Override
    public void close() {
        workers.values().forEach(Thread::interrupt);
        try {
            for (Thread worker : workers.values()) {
                worker.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
