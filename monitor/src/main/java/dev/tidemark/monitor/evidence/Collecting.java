package dev.tidemark.monitor.evidence;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.alert.Cause;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.evidence.EvidenceItem.Wanted;
import dev.tidemark.monitor.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Works on items: asks the process, explains what was taken, tells the alert, and keeps it. Few at
 * a time; each {@link #work} is called on a thread of its own, and interrupted to end it.
 */
final class Collecting {
    private static final Set<Signal> HEAP = Set.of(Signal.POST_GC_USED, Signal.HEAP_USED);

    /** Processes that are asked at the same time. */
    private static final int AT_ONCE = 4;

    private final EvidenceRules rules;
    private final EvidenceItems items;
    private final EvidenceFolder files;
    private final Fleet fleet;
    private final Alerts alerts;
    private final Tools tools;
    private final Consumer<EvidenceItem> news;
    private final Semaphore capturing = new Semaphore(AT_ONCE);

    /** Comparing snapshots takes memory: one comparison at a time. */
    private final Semaphore comparing = new Semaphore(1);

    /**
     * @param news keeps and tells each step of each item
     */
    Collecting(
            EvidenceRules rules,
            EvidenceItems items,
            EvidenceFolder files,
            Fleet fleet,
            Alerts alerts,
            Tools tools,
            Consumer<EvidenceItem> news) {
        this.rules = rules;
        this.items = items;
        this.files = files;
        this.fleet = fleet;
        this.alerts = alerts;
        this.tools = tools;
        this.news = news;
    }

    /** Works on an item to its end; it is not open any more when this returns. */
    void work(EvidenceItem item) {
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
        news.accept(latest.ended(state, text, tools.clock().instant()));
    }

    private void collect(EvidenceItem item)
            throws CaptureException, IOException, InterruptedException {
        String target =
                fleet.process(item.process()).map(state -> state.process().target()).orElse(null);
        if (target == null) {
            end(item, State.FAILED, "the process is gone");
            return;
        }
        Investigation investigation = new Investigation(rules, tools, files, item, news);
        EvidenceItem gathered = investigation.gather(target);
        news.accept(gathered.now(State.EXPLAINING, "compares what was taken", gathered.course()));
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
        news.accept(explained);
        try {
            news.accept(new Conclusion(tools, files).kept(explained));
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
}
