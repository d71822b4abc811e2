package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import dev.tidemark.monitor.fleet.ProcessState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All alerts of the monitor: kept on disk, told to people, held back while somebody wants quiet.
 *
 * <p>Threads: any. Reading never waits; what changes something waits for the disk.
 */
public final class Alerts {
    /** How long alerts that are over are kept. */
    private static final Duration KEPT = Duration.ofDays(400);

    /** The progress of alerts that is lost at most when the monitor is killed. */
    private static final Duration SAVED_EVERY = Duration.ofSeconds(10);

    private static final int MANY = 1000;

    private final Documents documents;
    private final InstantSource clock;
    private final Mutes mutes;
    private final AlertBook book;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private volatile Teller teller = Teller.NOBODY;
    private volatile List<Alert> open;
    private Map<String, Alert> saved;
    private Instant savedAt;

    /** Goes on where it was when its documents were last written to. */
    public Alerts(AlertRules rules, Mutes mutes, Documents documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
        this.mutes = mutes;
        this.book = new AlertBook(rules, kept());
        this.open = book.open();
        this.saved = byId(open);
        this.savedAt = clock.instant();
    }

    private List<Alert> kept() {
        Instant now = clock.instant();
        List<Alert> kept = new ArrayList<>();
        documents.open(Kind.ALERT).forEach(document -> kept.add(AlertJson.alert(document)));
        documents.closed(Kind.ALERT, Long.MAX_VALUE, MANY).stream()
                .map(AlertJson::alert)
                .filter(alert -> {
                    Instant resolved = alert.times().resolved();
                    return resolved != null && resolved.isAfter(now.minus(AlertBook.MEMORY));
                })
                .sorted((a, b) -> a.times().pending().compareTo(b.times().pending()))
                .forEach(kept::add);
        return kept;
    }

    /** Who tells people from now on; nobody before. */
    public void tellBy(Teller newTeller) {
        teller = newTeller;
    }

    /** Has everything that becomes of alerts handed to a listener, which is to return quickly. */
    public void changes(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Silences and maintenance windows. */
    public Mutes mutes() {
        return mutes;
    }

    /** Alerts that are pending or firing, oldest first. */
    public List<Alert> open() {
        return open;
    }

    /** Alerts that were resolved before a time, youngest first. */
    public List<Alert> resolved(Instant before, int most) {
        return documents.closed(Kind.ALERT, before.toEpochMilli(), most).stream()
                .map(AlertJson::alert)
                .toList();
    }

    /** An alert by its id. */
    public Optional<Alert> find(String id) {
        return open.stream()
                .filter(alert -> alert.id().equals(id))
                .findFirst()
                .or(() -> documents.find(Kind.ALERT, id).map(AlertJson::alert));
    }

    /**
     * Takes the state of the whole fleet; to be called after each round of verdicts.
     *
     * @param fleet every process that is known, those that are down as well
     */
    public void observe(List<ProcessState> fleet) {
        change(now -> book.observe(now, fleet));
    }

    /** Says who holds what an open alert is about. */
    public void attach(String id, Cause cause) {
        change(now -> book.attach(id, cause, now).stream().toList());
    }

    /** Says who looks after an open alert; whether there is such an alert. */
    public boolean acknowledge(String id, String who) {
        return !change(now -> book.acknowledge(id, who, now).stream().toList()).isEmpty();
    }

    /** Something that is done to the book. */
    private interface Action {
        List<Change> at(Instant now);
    }

    private List<Change> change(Action action) {
        List<Change> changes;
        lock.lock();
        try {
            Instant now = clock.instant();
            changes = action.at(now);
            List<Document> writes = new ArrayList<>();
            boolean tells = tell(changes, writes);
            open = book.open();
            save(changes, now, writes);
            if (tells) {
                teller.planned();
            }
        } finally {
            lock.unlock();
        }
        changes.forEach(change -> listeners.forEach(listener -> listener.accept(change)));
        return changes;
    }

    /** Plans whom to tell what, and says whether there is anything to tell. */
    private boolean tell(List<Change> changes, List<Document> writes) {
        int before = writes.size();
        for (Change change : changes) {
            boolean news =
                    switch (change.event()) {
                        case UPDATED, ACKNOWLEDGED -> mutes.of(change.alert()).isEmpty();
                        case RESOLVED -> true;
                        case PENDING, FIRING, DROPPED -> false;
                    };
            if (news && change.alert().told()) {
                writes.addAll(teller.plan(change.alert(), change.event()));
            }
        }
        for (Alert alert : book.open()) {
            boolean untold = alert.state() == Alert.State.FIRING && !alert.told();
            if (untold && mutes.of(alert).isEmpty()) {
                book.told(alert.id());
                writes.addAll(teller.plan(alert, Event.FIRING));
            }
        }
        return writes.size() > before;
    }

    private static Map<String, Alert> byId(List<Alert> alerts) {
        return alerts.stream().collect(Collectors.toMap(Alert::id, Function.identity()));
    }

    /** Writes what is new at once, and the progress of the rest now and then. */
    private void save(List<Change> changes, Instant now, List<Document> writes) {
        List<String> dropped = new ArrayList<>();
        for (Change change : changes) {
            if (change.event() == Event.DROPPED) {
                dropped.add(change.alert().id());
            } else if (change.event() == Event.RESOLVED) {
                writes.add(AlertJson.document(change.alert()));
            }
        }
        boolean urgent = !changes.isEmpty() || !writes.isEmpty();
        if (urgent || !savedAt.plus(SAVED_EVERY).isAfter(now)) {
            open.stream()
                    .filter(alert -> !alert.equals(saved.get(alert.id())))
                    .forEach(alert -> writes.add(AlertJson.document(alert)));
            saved = byId(open);
            savedAt = now;
        }
        if (!writes.isEmpty()) {
            documents.write(writes);
        }
        if (!dropped.isEmpty()) {
            documents.remove(Kind.ALERT, dropped);
        }
    }

    /** Forgets alerts that were over more than a year ago; to be called once a day or so. */
    public void forgetOld() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        List<String> old =
                documents.closed(Kind.ALERT, before, MANY).stream().map(Document::id).toList();
        documents.remove(Kind.ALERT, old);
    }
}
