package dev.tidemark.monitor.alert.deliver;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Change.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** One way to tell somebody: what to say, and whether it was heard. Threads: any. */
public sealed interface Channel permits Alertmanager, PagerDuty, Slack, Webhook {
    /** What the settings call it; never holds a secret. */
    String name();

    /** Which kind of receiver it is, in the word that the settings have for it. */
    String kind();

    /** Whether it tells this at all. */
    boolean tells(Event event, Alert alert);

    /** How soon a firing alert has to be told again, as receivers forget; empty for never. */
    default Optional<Duration> again() {
        return Optional.empty();
    }

    /**
     * What to send.
     *
     * @throws IOException if a file with a secret cannot be read
     */
    Message message(Notice notice) throws IOException;

    /** What an answer of success says against having been heard; empty when nothing does. */
    Optional<String> objection(Answer answer);
}
