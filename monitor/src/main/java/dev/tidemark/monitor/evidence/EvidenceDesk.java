package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.AttachOptions;
import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.LiveTarget;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.find.Targets;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.RuntimeKind;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.AlertKey;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Fleet;
import dev.tidemark.monitor.fleet.ProcessState;
import dev.tidemark.report.JsonReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects evidence: of alerts that fire, by rule, and of any process, when somebody asks.
 *
 * <p>One instance of a service is asked at a time, and not often. Threads: any; collecting goes on
 * on threads of its own.
 */
public final class EvidenceDesk implements AutoCloseable {
    private static final Set<Signal> HEAP = Set.of(Signal.POST_GC_USED, Signal.HEAP_USED);

    /** Processes that are asked at the same time. */
    private static final int AT_ONCE = 4;

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
    private final Semaphore capturing = new Semaphore(AT_ONCE);

    /** Comparing snapshots takes memory: one comparison at a time. */
    private final Semaphore comparing = new Semaphore(1);

    EvidenceDesk(
            EvidenceRules rules, Documents documents, Fleet fleet, Alerts alerts, Tools tools) {
        this.rules = rules;
        this.files = new EvidenceFolder(rules.folder());
        this.items = new EvidenceItems(documents, files, tools.clock(), tools.redactor() != null);
        this.fleet = fleet;
        this.alerts = alerts;
        this.tools = tools;
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
            capturing.acquire();
            try {
                collect(item);
            } finally {
                capturing.release();
            }
        } catch (CaptureException | IOException | IllegalArgumentException e) {
            end(item, State.FAILED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            end(item, State.FAILED, "the monitor ended meanwhile");
        } finally {
            workers.remove(item.id());
            items.find(item.id())
                    .filter(EvidenceItem::open)
                    .ifPresent(left -> end(left, State.FAILED, "it broke off"));
            dropUnredacted(item);
            items.prune(rules, alerts);
        }
    }

    private void dropUnredacted(EvidenceItem item) {
        if (tools.redactor() != null) {
            files.deleteUnredacted(item.id());
        }
    }

    private void end(EvidenceItem item, State state, String text) {
        EvidenceItem latest = items.find(item.id()).orElse(item);
        save(latest.ended(state, text, tools.clock().instant()));
    }

    private void collect(EvidenceItem item)
            throws CaptureException, IOException, InterruptedException {
        String target =
                fleet.process(item.process()).map(state -> state.process().target()).orElse(null);
        if (target == null) {
            end(item, State.FAILED, "the process is gone");
            return;
        }
        Investigation investigation = new Investigation(rules, tools, files, item, this::save);
        EvidenceItem gathered = investigation.gather(target);
        save(gathered.now(State.EXPLAINING, "compares what was taken", gathered.course()));
        comparing.acquire();
        try {
            Optional<Explanation> explanation = explain(gathered);
            Optional<Finding> finding = explanation.flatMap(Conclusion::first);
            name(item, finding);
            String problem = keep(explanation, gathered);
            String text = text(investigation, explanation, finding);
            end(item, State.DONE, text + investigation.problem() + problem);
        } finally {
            comparing.release();
        }
    }

    private Optional<Explanation> explain(EvidenceItem gathered) throws IOException {
        Conclusion conclusion = new Conclusion(tools, files);
        List<Path> earlier =
                gathered.wanted() == Wanted.SNAPSHOT
                        ? items.earlier(gathered, life(gathered), conclusion)
                        : List.of();
        return conclusion.explain(earlier, gathered, growsOn(gathered.process()));
    }

    /** Says in the alert who holds what leaks. */
    private void name(EvidenceItem item, Optional<Finding> finding) {
        String alert = item.alert();
        if (alert != null && finding.isPresent()) {
            alerts.attach(alert, Cause.of(finding.get(), item.id()));
        }
    }

    /**
     * Keeps what was taken as the settings want it. What is known by now is not lost when that
     * fails.
     *
     * @return what went wrong, to be added to the item's text; empty when nothing did
     */
    private String keep(Optional<Explanation> explanation, EvidenceItem gathered)
            throws InterruptedException {
        EvidenceItem explained =
                explanation
                        .map(found -> gathered.explained(tools.json().explain(found)))
                        .orElse(gathered)
                        .now(State.EXPLAINING, "keeps what was taken", gathered.course());
        save(explained);
        try {
            save(new Conclusion(tools, files).kept(explained));
            return "";
        } catch (IOException e) {
            return "; not all was kept: " + e.getMessage();
        } finally {
            dropUnredacted(explained);
        }
    }

    private boolean growsOn(int process) {
        return fleet.process(process)
                .filter(state ->
                        state.verdict() instanceof TrendVerdict.Leaking leaking
                                && HEAP.contains(leaking.basis().signal()))
                .isPresent();
    }

    /** When the process started, as far as that is known. */
    private Instant life(EvidenceItem item) {
        return fleet.process(item.process())
                .map(state ->
                        state.latest().value(Signal.START).stream()
                                .mapToObj(start -> Instant.ofEpochMilli((long) (start * 1e3)))
                                .findFirst()
                                .orElse(state.firstSeen()))
                .orElse(item.started());
    }

    private static String text(
            Investigation investigation,
            Optional<Explanation> explanation,
            Optional<Finding> finding) {
        if (finding.isPresent()) {
            return finding.get().title();
        }
        if (!investigation.refusal().isEmpty()) {
            return "no snapshot: " + investigation.refusal();
        }
        return explanation
                .map(found ->
                        switch (found.verdict()) {
                            case LEAKING, UNDECIDED -> "undecided: " + reason(found);
                            case NONE -> "nothing accumulates in the heap";
                        })
                .orElse("taken");
    }

    private static String reason(Explanation explanation) {
        return explanation.because().isEmpty()
                ? "nothing is sure enough"
                : explanation.because().getFirst();
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
