package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Change.Event;
import dev.tidemark.monitor.alert.Teller;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Document;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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

    private final List<Channel> channels;
    private final Deliveries deliveries;
    private final Function<String, Optional<Alert>> alerts;
    private final InstantSource clock;
    private final Poster poster;
    private final Backoff backoff;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private final List<Thread> workers = new ArrayList<>();

    /**
     * Attempts since the monitor started.
     *
     * @param heard those that were
     * @param failed those that were not
     */
    public record Counts(long heard, long failed) {
        private static final Counts NONE = new Counts(0, 0);

        private Counts and(Outcome outcome) {
            return outcome instanceof Outcome.Heard
                    ? new Counts(heard + 1, failed)
                    : new Counts(heard, failed + 1);
        }
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
        this.deliveries =
                new Deliveries(channels.stream().map(Channel::name).toList(), documents, clock);
        this.alerts = alerts;
        this.clock = clock;
        this.poster = poster;
        this.backoff = backoff;
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
        return channels.stream()
                .filter(channel -> channel.tells(event, alert))
                .map(channel -> deliveries.plan(channel.name(), alert.id(), event).document())
                .toList();
    }

    @Override
    public void planned() {
        deliveries.planned();
    }

    /** What was told, or is to be, of an alert. */
    public List<Delivery> of(String alert) {
        return channels.stream()
                .flatMap(channel -> deliveries.of(channel.name(), alert).stream())
                .toList();
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
        return deliveries.waiting();
    }

    /** Attempts of each channel, by its name. */
    public Map<String, Counts> counts() {
        Map<String, Counts> all = new LinkedHashMap<>();
        for (Channel channel : channels) {
            all.put(channel.name(), counts.getOrDefault(channel.name(), Counts.NONE));
        }
        return all;
    }

    private void work(Channel channel) {
        try {
            while (true) {
                attempt(channel, deliveries.awaitDue(channel.name()));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Tells everything that is due now, once. */
    void tellWhatIsDue() throws InterruptedException {
        for (Channel channel : channels) {
            Optional<Delivery> due = deliveries.due(channel.name());
            while (due.isPresent()) {
                attempt(channel, due.get());
                due = deliveries.due(channel.name());
            }
        }
    }

    private void attempt(Channel channel, Delivery delivery) throws InterruptedException {
        Optional<Alert> alert = alerts.apply(delivery.alert());
        if (alert.isEmpty()) {
            deliveries.forget(delivery);
            return;
        }
        Outcome outcome = tell(channel, delivery, alert.get());
        counts.compute(
                channel.name(),
                (name, before) -> (before == null ? Counts.NONE : before).and(outcome));
        deliveries.attempted(delivery, now -> after(channel, now, alert.get(), outcome));
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

    /** Forgets what was told months ago; to be called once a day or so. */
    public void forgetOld() {
        deliveries.forgetOld();
    }

    /** Tells nothing more; what was not heard is told by the next one. */
    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
        poster.close();
    }
}
