package dev.tidemark.monitor.evidence;

import dev.tidemark.monitor.alert.Alert;
import dev.tidemark.monitor.alert.Alerts;
import dev.tidemark.monitor.evidence.EvidenceItem.Captured;
import dev.tidemark.monitor.evidence.EvidenceItem.State;
import dev.tidemark.monitor.fleet.Documents;
import dev.tidemark.monitor.fleet.Documents.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** All items of evidence: in memory, on disk, and no more of them than is allowed. Threads: any. */
final class EvidenceItems {
    private static final int MANY = 10_000;

    /** Earlier snapshots that a new one is compared with. */
    private static final int COMPARED = 2;

    private final Documents documents;
    private final EvidenceFolder files;
    private final InstantSource clock;
    private final Map<String, EvidenceItem> items = new ConcurrentHashMap<>();

    /**
     * @param redacts whether snapshots that still hold contents are not to be kept
     */
    EvidenceItems(Documents documents, EvidenceFolder files, InstantSource clock, boolean redacts) {
        this.documents = documents;
        this.files = files;
        this.clock = clock;
        documents.closed(Kind.EVIDENCE, Long.MAX_VALUE, MANY).stream()
                .map(EvidenceItem::of)
                .forEach(item -> items.put(item.id(), item));
        for (Documents.Document document : documents.open(Kind.EVIDENCE)) {
            put(
                    EvidenceItem.of(document)
                            .ended(State.FAILED, "the monitor ended meanwhile", clock.instant()));
            if (redacts) {
                files.deleteUnredacted(document.id());
            }
        }
    }

    String newId() {
        return "e-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    void put(EvidenceItem item) {
        items.put(item.id(), item);
        documents.write(List.of(item.document()));
    }

    Optional<EvidenceItem> find(String id) {
        return Optional.ofNullable(items.get(id));
    }

    List<EvidenceItem> all() {
        return items.values().stream()
                .sorted(Comparator.comparing(EvidenceItem::started).reversed())
                .toList();
    }

    /** The latest snapshots of the same process since it started, oldest first. */
    List<Path> earlier(EvidenceItem item, Instant since, Conclusion conclusion) {
        List<Path> paths = new ArrayList<>();
        for (EvidenceItem other : all().reversed()) {
            boolean same =
                    other.process() == item.process()
                            && !other.id().equals(item.id())
                            && !other.started().isBefore(since);
            if (same) {
                paths.addAll(conclusion.snapshots(other));
            }
        }
        return paths.subList(Math.max(0, paths.size() - COMPARED), paths.size());
    }

    /** Removes what is too old or too much; never what belongs to an alert that is open. */
    void prune(EvidenceRules rules, Alerts alerts) {
        Set<String> open = alerts.open().stream().map(Alert::id).collect(Collectors.toSet());
        Instant oldest = clock.instant().minus(rules.keepFor());
        double bytes = 0;
        for (EvidenceItem item : all()) {
            bytes += item.captures().stream().mapToLong(Captured::bytes).sum();
            String alert = item.alert();
            boolean needed = item.open() || (alert != null && open.contains(alert));
            boolean excess = bytes > rules.keep().value() || item.started().isBefore(oldest);
            if (excess && !needed) {
                remove(item);
            }
        }
    }

    private void remove(EvidenceItem item) {
        try {
            files.delete(item.id());
        } catch (IOException e) {
            // Tried again when the next item has ended.
            return;
        }
        items.remove(item.id());
        documents.remove(Kind.EVIDENCE, List.of(item.id()));
    }
}
