package dev.tidemark.monitor.fleet;

import java.util.List;
import java.util.Optional;

/**
 * Small texts that outlive the monitor: alerts, what is still to be delivered of them, silences,
 * and what is known of collected evidence.
 *
 * <p>Threads: any. A disk that is full or a database that is away does not make a call fail: the
 * latest version of each document is kept in memory until it can be written, and {@link
 * History#trouble} says what is wrong.
 */
public interface Documents {
    /** What a document is about. */
    enum Kind {
        ALERT,
        DELIVERY,
        SILENCE,
        EVIDENCE
    }

    /**
     * One document.
     *
     * @param id of its own within its kind
     * @param open whether it is still worked on; what is closed is kept for the record
     * @param millis by which the closed ones are in order, milliseconds since 1970
     * @param json what it says, a few kilobytes
     */
    record Document(Kind kind, String id, boolean open, long millis, String json) {}

    /** Keeps all of them or none; each replaces the one of the same kind and id. */
    void write(List<Document> documents);

    /** Forgets documents; ids that are not known do not matter. */
    void remove(Kind kind, List<String> ids);

    /** Every open document of a kind, oldest first. */
    List<Document> open(Kind kind);

    /** Closed documents of a kind that are older than a time, youngest first. */
    List<Document> closed(Kind kind, long beforeMillis, int most);

    /** One document. */
    Optional<Document> find(Kind kind, String id);
}
