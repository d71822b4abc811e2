package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.alert.Teller;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Document;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells every channel what there is to tell, until it was heard. What is still to be told is kept
 * on disk, so that a monitor that was killed tells it later; a receiver may hear the same twice,
 * and knows that by its id.
 *
 * <p>Each channel has a thread of its own: one that hangs does not keep another from being told.
 * Threads: any.
 */
public final class Outbox implements Teller, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

    /** How long it is tried to tell that an alert is over. */
    private static final Duration GIVE_UP = Duration.ofHours(24);

    /** How long it is known what was told. */
    private static final Duration KEPT = Duration.ofDays(60);

    private static final int MANY = 10_000;

    /** The clock may jump: a worker looks at it at least so often. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final List<Channel> channels;
    private final Documents documents;
    private final Function<String, Optional<Alert>> alerts;
    private final InstantSource clock;
    private final Poster poster;
    private final Backoff backoff;
    private final Map<String, Delivery> open = new LinkedHashMap<>();
    private final Map<String, Counts> counts = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final List<Thread> workers = new ArrayList<>();

    /**
     * Attempts since the monitor started.
     *
     * @param heard those that were
     * @param failed those that were not
     */
    public record Counts(long heard, long failed) {
        private static final Counts NONE = new Counts(0, 0);
    }

    /**
     * An outbox that goes on where it was; call {@link #start} to have it work.
     *
     * @param alerts finds an alert by its id
     */
    public Outbox(
            List<Channel> channels,
            Documents documents,
            Function<String, Optional<Alert>> alerts,
            InstantSource clock) {
        this(
                channels,
                documents,
                alerts,
                clock,
                new Poster(DEADLINE),
                new Backoff(FIRST_RETRY, LONGEST_RETRY, RandomGenerator.getDefault()));
    }

    Outbox(
            List<Channel> channels,
            Documents documents,
            Function<String, Optional<Alert>> alerts,
            InstantSource clock,
            Poster poster,
            Backoff backoff) {
        this.channels = List.copyOf(channels);
        this.documents = documents;
        this.alerts = alerts;
        this.clock = clock;
        this.poster = poster;
        this.backoff = backoff;
        resume();
    }

    private void resume() {
        List<String> names = channels.stream().map(Channel::name).toList();
        List<String> dropped = new ArrayList<>();
        for (Document document : documents.open(Kind.DELIVERY)) {
            Delivery delivery = Delivery.of(document);
            if (names.contains(delivery.channel())) {
                open.put(delivery.id(), delivery);
            } else {
                // The settings have no such channel any more.
                dropped.add(delivery.id());
            }
        }
        documents.remove(Kind.DELIVERY, dropped);
    }

    /** Begins to tell. */
    public void start() {
        for (Channel channel : channels) {
            workers.add(
                    Thread.ofVirtual().name("tell " + channel.name()).start(() -> work(channel)));
        }
    }

    @Override
    public List<Document> plan(Alert alert, Event event) {
        List<Document> planned = new ArrayList<>();
        lock.lock();
        try {
            for (Channel channel : channels) {
                if (channel.tells(event, alert)) {
                    Delivery delivery = next(channel, alert.id(), event);
                    open.put(delivery.id(), delivery);
                    planned.add(delivery.document());
                }
            }
        } finally {
            lock.unlock();
        }
        return planned;
    }

    private Delivery next(Channel channel, String alert, Event event) {
        Instant now = clock.instant();
        return find(channel.name(), alert)
                .map(before -> before.news(event, now))
                .orElseGet(() -> Delivery.of(channel.name(), alert, event, now));
    }

    private Optional<Delivery> find(String channel, String alert) {
        String id = Delivery.id(channel, alert);
        return Optional.ofNullable(open.get(id))
                .or(() -> documents.find(Kind.DELIVERY, id).map(Delivery::of));
    }

    @Override
    public void planned() {
        lock.lock();
        try {
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What was told, or is to be, of an alert. */
    public List<Delivery> of(String alert) {
        lock.lock();
        try {
            return channels.stream()
                    .flatMap(channel -> find(channel.name(), alert).stream())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The kind of a channel, such as {@code slack}; its name when it is not there any more. */
    public String kind(String channel) {
        return channels.stream()
                .filter(one -> one.name().equals(channel))
                .map(Channel::kind)
                .findFirst()
                .orElse(channel);
    }

    /** What was not heard yet, the longest first. */
    public List<Delivery> waiting() {
        lock.lock();
        try {
            return open.values().stream()
                    .filter(delivery -> delivery.state() == Delivery.State.WAITING)
                    .sorted(Comparator.comparing(Delivery::since))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Attempts of each channel, by its name. */
    public Map<String, Counts> counts() {
        lock.lock();
        try {
            Map<String, Counts> all = new LinkedHashMap<>();
            channels.forEach(channel -> all.put(channel.name(), count(channel)));
            return all;
        } finally {
            lock.unlock();
        }
    }

    private Counts count(Channel channel) {
        return counts.getOrDefault(channel.name(), Counts.NONE);
    }

    private void work(Channel channel) {
        try {
            while (true) {
                attempt(channel, await(channel));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private Delivery await(Channel channel) throws InterruptedException {
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

    private Optional<Delivery> due(Channel channel) {
        Instant now = clock.instant();
        return open.values().stream()
                .filter(delivery -> delivery.channel().equals(channel.name()))
                .filter(delivery -> !delivery.next().isAfter(now))
                .min(Comparator.comparing(Delivery::next));
    }

    /** Tells everything that is due now, once. */
    void tellWhatIsDue() throws InterruptedException {
        for (Channel channel : channels) {
            Optional<Delivery> due = locked(() -> due(channel));
            while (due.isPresent()) {
                attempt(channel, due.get());
                due = locked(() -> due(channel));
            }
        }
    }

    private <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private void attempt(Channel channel, Delivery delivery) throws InterruptedException {
        Optional<Alert> alert = alerts.apply(delivery.alert());
        if (alert.isEmpty()) {
            forget(delivery);
            return;
        }
        Outcome outcome = tell(channel, delivery, alert.get());
        lock.lock();
        try {
            Counts before = count(channel);
            boolean heard = outcome instanceof Outcome.Heard;
            counts.put(
                    channel.name(),
                    new Counts(
                            before.heard() + (heard ? 1 : 0), before.failed() + (heard ? 0 : 1)));
            Delivery now = open.get(delivery.id());
            // What is new by now is still to be told.
            if (now != null && now.revision() == delivery.revision()) {
                keep(after(channel, now, alert.get(), outcome));
            }
        } finally {
            lock.unlock();
        }
    }

    private Outcome tell(Channel channel, Delivery delivery, Alert alert)
            throws InterruptedException {
        Instant now = clock.instant();
        try {
            Notice notice = new Notice(delivery.noticeId(), delivery.event(), alert, now);
            Message message = channel.message(notice);
            return Outcome.of(channel, poster.post(message), now);
        } catch (IOException e) {
            return new Outcome.Later(String.valueOf(e.getMessage()), null);
        }
    }

    private Delivery after(Channel channel, Delivery delivery, Alert alert, Outcome outcome) {
        Instant now = clock.instant();
        @Nullable Duration again = alert.open() ? channel.again().orElse(null) : null;
        return switch (outcome) {
            case Outcome.Heard _ -> delivery.heard(now, again);
            case Outcome.Refused(String why) ->
                    delivery.failed(why, again == null ? null : now.plus(again), now);
            case Outcome.Later(String why, Instant notBefore) -> {
                boolean tooLate = !alert.open() && delivery.since().plus(GIVE_UP).isBefore(now);
                Instant retry = now.plus(backoff.after(delivery.attempts() + 1));
                Instant later = notBefore != null && notBefore.isAfter(retry) ? notBefore : retry;
                yield delivery.failed(why, tooLate ? null : later, now);
            }
        };
    }

    private void keep(Delivery delivery) {
        Delivery before =
                delivery.open() ? open.put(delivery.id(), delivery) : open.remove(delivery.id());
        boolean sameAgain =
                before != null
                        && before.state() == Delivery.State.REPEATING
                        && delivery.state() == Delivery.State.REPEATING;
        if (!sameAgain) {
            documents.write(List.of(delivery.document()));
        }
    }

    private void forget(Delivery delivery) {
        lock.lock();
        try {
            open.remove(delivery.id());
            documents.remove(Kind.DELIVERY, List.of(delivery.id()));
        } finally {
            lock.unlock();
        }
    }

    /** Forgets what was told months ago; to be called once a day or so. */
    public void forgetOld() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        List<String> old =
                documents.closed(Kind.DELIVERY, before, MANY).stream().map(Document::id).toList();
        documents.remove(Kind.DELIVERY, old);
    }

    /** Tells nothing more; what was not heard is told by the next one. */
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        poster.close();
    }
}
