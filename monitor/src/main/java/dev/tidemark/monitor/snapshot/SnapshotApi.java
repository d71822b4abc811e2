package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.graph.Referents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Snapshots that a page looks at: answers paths below {@code /api/snapshots} with JSON. Files are
 * read in the background; questions about one that is still read are answered with 503. No answer
 * takes long: what takes longer is answered with 202, and is there for who asks again.
 *
 * <p>Threads: any; of one snapshot one question is worked on at a time.
 */
public final class SnapshotApi implements AutoCloseable {
    /** One to look at, and two to compare it with. */
    private static final int AT_ONCE = 3;

    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(1);

    private final Catalog catalog;
    private final Shelf shelf;
    private final Comparisons comparisons;
    private @Nullable Thread tidying;

    SnapshotApi(Catalog catalog, Shelf shelf, String version) {
        this.catalog = catalog;
        this.shelf = shelf;
        this.comparisons = new Comparisons(catalog, shelf, version);
    }

    /**
     * Of files, which are all read at once and stay open.
     *
     * @param files in the order in which they were taken; the last one is number 0
     * @param version of Tidemark, for documents
     */
    public SnapshotApi(List<Path> files, Referents referents, String version) {
        this(
                numbered(files),
                new Shelf(
                        new Shelf.Limits(
                                Math.max(2, files.size()), Duration.ofDays(999), Long.MAX_VALUE),
                        referents,
                        InstantSource.system()),
                version);
        catalog.all().reversed().forEach(shelf::open);
    }

    private static Catalog numbered(List<Path> files) {
        List<Known> all = new ArrayList<>();
        for (Path file : files) {
            String id = Integer.toString(files.size() - 1 - all.size());
            String name = file.getFileName().toString();
            all.add(new Known(id, file, name, "files", null, null, null));
        }
        return () -> all;
    }

    /**
     * Of snapshots that come and go: each is opened when somebody asks for it, few at once, and
     * closed when nobody has asked for some minutes.
     *
     * @param mostBytes of all files that are open at the same time
     * @param version of Tidemark, for documents
     */
    public static SnapshotApi of(Catalog catalog, long mostBytes, String version) {
        Shelf.Limits limits = new Shelf.Limits(AT_ONCE, IDLE, mostBytes);
        Shelf shelf = new Shelf(limits, Referents.NONE, InstantSource.system());
        SnapshotApi api = new SnapshotApi(catalog, shelf, version);
        api.tidying = Thread.ofVirtual().name("snapshot-tidying").start(api::tidy);
        return api;
    }

    private void tidy() {
        try {
            while (true) {
                Thread.sleep(TIDY_EVERY);
                shelf.closeIdle();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Answers a question.
     *
     * @param path segments behind {@code /api/snapshots}, decoded
     * @param parameters of the query, decoded
     */
    public Answer answer(List<String> path, Map<String, String> parameters) {
        try {
            return path.isEmpty()
                    ? list()
                    : answer(known(catalog, path.getFirst()), path, parameters);
        } catch (Question.Refused e) {
            return Answer.failure(e.status(), String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(Known known, List<String> path, Map<String, String> parameters) {
        List<String> what = path.subList(1, path.size());
        Question question = new Question(parameters);
        return switch (String.join("/", what)) {
            case "" -> one(known);
            case "diff" -> comparisons.diff(known, question);
            case "findings" -> comparisons.findings(known);
            default ->
                    shelf.open(known)
                            .ask(
                                    what + "?" + new TreeMap<>(parameters),
                                    snapshot -> new SnapshotPages(snapshot).answer(what, question));
        };
    }

    /** The snapshot that a request names. */
    static Known known(Catalog catalog, String id) {
        return catalog.all().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new Question.Refused(404, "there is no snapshot " + id + " any more"));
    }

    private Answer list() {
        List<Known> all = catalog.all();
        return Answer.of(json -> {
            json.writeArrayPropertyStart("snapshots");
            for (Known known : all.reversed()) {
                json.writeStartObject();
                row(json, known, shelf.find(known).orElse(null));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** Who looks at a snapshot wants it open. */
    private Answer one(Known known) {
        Opened opened = shelf.open(known);
        return Answer.of(json -> row(json, known, opened));
    }

    private static void row(JsonGenerator json, Known known, @Nullable Opened opened) {
        String failure = opened == null ? null : opened.failure();
        boolean ready = opened != null && failure == null && !opened.isReading();
        json.writeStringProperty("snapshot", known.id());
        json.writeStringProperty("file", known.name());
        json.writeStringProperty(
                "format", opened != null && ready ? opened.ready().graph().format().id() : null);
        json.writeNumberProperty("bytes", Opened.bytes(known));
        json.writeStringProperty("state", state(opened));
        json.writeNumberProperty("progress", ready ? 1 : 0);
        json.writeStringProperty("error", failure);
        json.writeStringProperty("series", known.series());
        json.writeStringProperty(
                "takenAt", known.taken() == null ? null : known.taken().toString());
        Known.Origin origin = known.origin();
        json.writeStringProperty("alert", origin == null ? null : origin.alert());
        if (origin == null) {
            json.writeNullProperty("process");
        } else {
            json.writeNumberProperty("process", origin.process());
        }
    }

    private static String state(@Nullable Opened opened) {
        if (opened == null) {
            return "closed";
        }
        return opened.failure() != null ? "failed" : opened.isReading() ? "reading" : "ready";
    }

    @Override
    public void close() {
        Thread tidier = tidying;
        if (tidier != null) {
            tidier.interrupt();
        }
        shelf.close();
    }
}
