package dev.tidemark.monitor.alert;

import dev.tidemark.monitor.fleet.Documents;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Documents that are kept as long as the test runs. */
public final class MemoryDocuments implements Documents {
    private final Map<String, Document> all = new LinkedHashMap<>();

    @Override
    public synchronized void write(List<Document> documents) {
        documents.forEach(one -> all.put(key(one.kind(), one.id()), one));
    }

    @Override
    public synchronized void remove(Kind kind, List<String> ids) {
        ids.forEach(id -> all.remove(key(kind, id)));
    }

    @Override
    public synchronized List<Document> open(Kind kind) {
        return of(kind).filter(Document::open).toList();
    }

    @Override
    public synchronized List<Document> closed(Kind kind, long beforeMillis, int most) {
        return of(kind).filter(one -> !one.open() && one.millis() < beforeMillis)
                .sorted(Comparator.comparingLong(Document::millis).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Optional<Document> find(Kind kind, String id) {
        return Optional.ofNullable(all.get(key(kind, id)));
    }

    private Stream<Document> of(Kind kind) {
        return all.values().stream()
                .filter(one -> one.kind() == kind)
                .sorted(Comparator.comparingLong(Document::millis));
    }

    private static String key(Documents.Kind kind, String id) {
        return kind + " " + id;
    }
}
