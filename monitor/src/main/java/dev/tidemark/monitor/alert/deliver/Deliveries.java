package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told on which channel, in memory and on disk: of each channel and alert one
 * delivery. Threads: any.
 */
final class Deliveries {
    /** How long it is known what was told. */
    private static final Duration KEPT = Duration.ofDays(60);

    private static final int MANY = 10_000;

    /** The clock may jump: who waits looks at it at least so often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Documents documents;
    private final InstantSource clock;
    private final Map<String, Delivery> open = new LinkedHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();

    /**
     * Goes on where the last one was.
     *
     * @param channels names of those that there are; what waits for others is dropped
     */
    Deliveries(List<String> channels, Documents documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
        List<String> dropped = new ArrayList<>();
        for (Document document : documents.open(Kind.DELIVERY)) {
            Delivery delivery = Delivery.of(document);
            if (channels.contains(delivery.channel())) {
                open.put(delivery.id(), delivery);
            } else {
                dropped.add(delivery.id());
            }
        }
        documents.remove(Kind.DELIVERY, dropped);
    }

    /** From now on the channel is to tell this, too; the caller writes it down. */
    Delivery plan(String channel, String alert, Event event) {
        return locked(() -> {
            Instant now = clock.instant();
            Delivery planned =
                    find(channel, alert)
                            .map(before -> before.news(event, now))
                            .orElseGet(() -> Delivery.of(channel, alert, event, now));
            open.put(planned.id(), planned);
            return planned;
        });
    }

    /** Wakes those that wait for something to tell. */
    void planned() {
        locked(() -> {
            news.signalAll();
            return true;
        });
    }

    /** What was told of an alert on the channel, or is to be. */
    Optional<Delivery> of(String channel, String alert) {
        return locked(() -> find(channel, alert));
    }

    private Optional<Delivery> find(String channel, String alert) {
        String id = Delivery.id(channel, alert);
        return Optional.ofNullable(open.get(id))
                .or(() -> documents.find(Kind.DELIVERY, id).map(Delivery::of));
    }

    /** What was not heard yet, the longest first. */
    List<Delivery> waiting() {
        return locked(() ->
                open.values().stream()
                        .filter(delivery -> delivery.state() == Delivery.State.WAITING)
                        .sorted(Comparator.comparing(Delivery::since))
                        .toList());
    }

    /** Waits until the channel has something to tell. */
    Delivery awaitDue(String channel) throws InterruptedException {
        lock.lock();
        try {
            Optional<Delivery> due = due(channel);
            while (due.isEmpty()) {
                news.await(LOOK.toNanos(), TimeUnit.NANOSECONDS);
                due = due(channel);
            }
            return due.get();
        } finally {
            lock.unlock();
        }
    }

    /** What the channel is to tell first, if its time has come. */
    Optional<Delivery> due(String channel) {
        Instant now = clock.instant();
        return locked(() ->
                open.values().stream()
                        .filter(delivery -> delivery.channel().equals(channel))
                        .filter(delivery -> !delivery.next().isAfter(now))
                        .min(Comparator.comparing(Delivery::next)));
    }

    /**
     * Writes down what an attempt came to.
     *
     * @param attempted as it was then: what is new by now is still to be told
     * @param after what becomes of it, as it is now
     */
    void attempted(Delivery attempted, UnaryOperator<Delivery> after) {
        locked(() -> {
            @Nullable Delivery now = open.get(attempted.id());
            if (now != null && now.revision() == attempted.revision()) {
                keep(now, after.apply(now));
            }
            return true;
        });
    }

    private void keep(Delivery before, Delivery after) {
        if (after.open()) {
            open.put(after.id(), after);
        } else {
            open.remove(after.id());
        }
        boolean sameAgain =
                before.state() == Delivery.State.REPEATING
                        && after.state() == Delivery.State.REPEATING;
        if (!sameAgain) {
            documents.write(List.of(after.document()));
        }
    }

    void forget(Delivery delivery) {
        locked(() -> {
            documents.remove(Kind.DELIVERY, List.of(delivery.id()));
            return open.remove(delivery.id());
        });
    }

    /** Forgets what was told months ago. */
    void forgetOld() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        List<String> old =
                documents.closed(Kind.DELIVERY, before, MANY).stream().map(Document::id).toList();
        documents.remove(Kind.DELIVERY, old);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }
}
