package dev.tidemark.monitor.snapshot;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.report.JsonReport;
import dev.tidemark.source.SourceFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
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
    private final JsonReport report;
    private @Nullable Thread tidying;
    private @Nullable Work<DiffPages> diff;
    private @Nullable Work<String> findings;

    /** What was worked out last of some snapshots, or is being worked out. */
    private record Work<T>(List<Opened> of, CompletableFuture<T> result) {}

    SnapshotApi(Catalog catalog, Shelf shelf, String version) {
        this.catalog = catalog;
        this.shelf = shelf;
        this.report = new JsonReport(version);
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
            return path.isEmpty() ? list() : answer(known(path.getFirst()), path, parameters);
        } catch (Question.Refused e) {
            return Answer.failure(e.status(), String.valueOf(e.getMessage()));
        }
    }

    private Answer answer(Known known, List<String> path, Map<String, String> parameters) {
        List<String> what = path.subList(1, path.size());
        Question question = new Question(parameters);
        return switch (String.join("/", what)) {
            case "" -> one(known);
            case "diff" -> diff(known, question);
            case "findings" -> findings(known);
            default ->
                    shelf.open(known)
                            .ask(
                                    what + "?" + new TreeMap<>(parameters),
                                    snapshot -> new SnapshotPages(snapshot).answer(what, question));
        };
    }

    private Known known(String id) {
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

    /** Those that are compared with one unless others are asked for, in the order of time. */
    private List<Known> around(Known known) {
        List<Known> series =
                catalog.all().stream().filter(one -> one.series().equals(known.series())).toList();
        if (series.size() < 2 || shelf.fits(series)) {
            return series;
        }
        int second = Math.max(1, series.indexOf(known));
        return series.subList(second - 1, second + 1);
    }

    private List<Known> pair(Known known, String other) {
        known(other);
        return catalog.all().stream()
                .filter(one -> one.id().equals(other) || one.id().equals(known.id()))
                .toList();
    }

    /** Worked out beside other answers, as it takes longer than a page waits. */
    private Answer diff(Known known, Question question) {
        String other = question.text("with");
        List<Known> wanted = other.isEmpty() ? around(known) : pair(known, other);
        if (wanted.size() < 2) {
            throw new Question.Refused(404, "expected two snapshots, found one");
        }
        if (!shelf.fits(wanted)) {
            throw new Question.Refused(
                    409,
                    "they are too large to be open together here; tidemark diff compares them");
        }
        CompletableFuture<DiffPages> result = diffOf(wanted.stream().map(shelf::open).toList());
        return result.isDone() ? there(result).types(question) : Answer.working();
    }

    private static <T> T there(CompletableFuture<T> done) {
        if (done.isCompletedExceptionally()) {
            throw new Question.Refused(409, "it cannot be worked out: " + done.exceptionNow());
        }
        return done.resultNow();
    }

    private synchronized CompletableFuture<DiffPages> diffOf(List<Opened> all) {
        Work<DiffPages> last = diff;
        if (last == null || !last.of().equals(all)) {
            List<OpenSnapshot> snapshots = all.stream().map(Opened::ready).toList();
            List<String> names = all.stream().map(one -> one.known().name()).toList();
            last = new Work<>(all, Opened.beside(all, () -> new DiffPages(names, snapshots)));
            diff = last;
        }
        return last.result();
    }

    /** As {@link #diff}; those that were worked out when the snapshot was taken, if any. */
    private Answer findings(Known known) {
        String told = known.findings();
        if (told != null) {
            return new Answer(200, told);
        }
        List<Known> all = around(known);
        CompletableFuture<String> result =
                findingsOf(
                        (shelf.fits(all) ? all : List.of(known))
                                .stream().map(shelf::open).toList());
        return result.isDone() ? new Answer(200, there(result)) : Answer.working();
    }

    private synchronized CompletableFuture<String> findingsOf(List<Opened> all) {
        Work<String> last = findings;
        if (last == null || !last.of().equals(all)) {
            List<HeapGraph> graphs = all.stream().map(one -> one.ready().graph()).toList();
            last = new Work<>(all, Opened.beside(all, () -> explained(graphs)));
            findings = last;
        }
        return last.result();
    }

    private String explained(List<HeapGraph> graphs) {
        return report.explain(
                Explainer.explain(graphs, OptionalLong.empty(), false, new SourceFiles()));
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
