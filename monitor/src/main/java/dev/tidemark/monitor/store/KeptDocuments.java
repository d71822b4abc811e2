package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.Documents;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The documents in the database, and in memory those that are not there yet. A write is on the disk
 * when it returns, unless the database is known not to answer: then it waits for the next step of
 * the keeper, together with all others.
 */
final class KeptDocuments implements Documents {
    private final Access access;
    private final Trouble trouble;

    /** The latest of each document that is not written, in the order of the writes. */
    private final Map<Id, Change> waiting = new LinkedHashMap<>();

    /** One writes at a time, so that an older version cannot replace a newer one. */
    private final Object writing = new Object();

    private record Id(Kind kind, String id) {}

    /** Null for a document that is to be removed. */
    private record Change(@Nullable Document document) {}

    KeptDocuments(Access access, Trouble trouble) {
        this.access = access;
        this.trouble = trouble;
    }

    @Override
    public void write(List<Document> documents) {
        synchronized (waiting) {
            for (Document each : documents) {
                put(new Id(each.kind(), each.id()), each);
            }
        }
        writeUnlessAway();
    }

    @Override
    public void remove(Kind kind, List<String> ids) {
        synchronized (waiting) {
            for (String each : ids) {
                put(new Id(kind, each), null);
            }
        }
        writeUnlessAway();
    }

    @Override
    public List<Document> open(Kind kind) {
        List<Document> stored = reading(connection -> DocumentTable.open(connection, kind));
        return merged(stored, kind, Document::open, Comparator.comparingLong(Document::millis));
    }

    @Override
    public List<Document> closed(Kind kind, long beforeMillis, int most) {
        // Some of them may be replaced or removed by what waits.
        int more = most + waitingNow().size();
        List<Document> stored =
                reading(connection -> DocumentTable.closed(connection, kind, beforeMillis, more));
        List<Document> all =
                merged(
                        stored,
                        kind,
                        each -> !each.open() && each.millis() < beforeMillis,
                        Comparator.comparingLong(Document::millis).reversed());
        return all.subList(0, Math.min(most, all.size()));
    }

    @Override
    public Optional<Document> find(Kind kind, String id) {
        Change change = waitingNow().get(new Id(kind, id));
        if (change != null) {
            return Optional.ofNullable(change.document);
        }
        return reading(connection -> DocumentTable.find(connection, kind, id)).stream().findFirst();
    }

    /** Writes all that waits, or fails and leaves it waiting. */
    void flush() throws SQLException {
        synchronized (writing) {
            Map<Id, Change> changes = waitingNow();
            if (changes.isEmpty()) {
                return;
            }
            access.write(connection -> write(connection, changes));
            synchronized (waiting) {
                changes.forEach(waiting::remove); // but not what has changed once more
            }
        }
    }

    private void put(Id id, @Nullable Document document) {
        waiting.remove(id); // so that it goes to the end
        waiting.put(id, new Change(document));
    }

    private void writeUnlessAway() {
        if (trouble.has(Trouble.Kind.DATABASE)) {
            return; // each attempt may take as long as a server needs not to answer
        }
        try {
            flush();
        } catch (SQLException e) {
            trouble.is(Trouble.Kind.DATABASE, access.explain(e));
        }
    }

    private Map<Id, Change> waitingNow() {
        synchronized (waiting) {
            return new LinkedHashMap<>(waiting);
        }
    }

    private static void write(Connection connection, Map<Id, Change> changes) throws SQLException {
        List<Document> written = new ArrayList<>();
        for (Map.Entry<Id, Change> each : changes.entrySet()) {
            Document document = each.getValue().document;
            if (document != null) {
                written.add(document);
            } else {
                DocumentTable.remove(connection, each.getKey().kind, each.getKey().id);
            }
        }
        DocumentTable.write(connection, written);
    }

    /** What is stored, with what waits in its place. */
    private List<Document> merged(
            List<Document> stored,
            Kind kind,
            Predicate<Document> wanted,
            Comparator<Document> order) {
        Map<String, Document> byId = new HashMap<>();
        stored.forEach(each -> byId.put(each.id(), each));
        waitingNow()
                .forEach((id, change) -> {
                    Document document = change.document;
                    if (id.kind == kind && document != null) {
                        byId.put(id.id, document);
                    } else if (id.kind == kind) {
                        byId.remove(id.id);
                    }
                });
        return byId.values().stream()
                .filter(wanted)
                .sorted(order.thenComparing(Document::id))
                .toList();
    }

    private List<Document> reading(Work<List<Document>> work) {
        try {
            return access.read(work);
        } catch (SQLException e) {
            trouble.is(Trouble.Kind.DATABASE, access.explain(e));
            return List.of();
        }
    }
}
