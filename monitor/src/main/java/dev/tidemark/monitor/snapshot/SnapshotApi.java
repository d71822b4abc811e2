package dev.tidemark.monitor.snapshot;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.report.JsonReport;
import dev.tidemark.source.SourceFiles;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The snapshots that a page looks at: answers paths below {@code /api/snapshots} with JSON. Files
 * are read in the background; questions about one that is still read are answered with 503.
 *
 * <p>Threads: any; of one snapshot one question is answered at a time.
 */
public final class SnapshotApi implements AutoCloseable {
    private final Map<Integer, Opened> snapshots = new TreeMap<>();
    private final List<Integer> inTime;
    private final JsonReport report;
    private final ReentrantLock answering = new ReentrantLock();
    private final ExecutorService readers =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("snapshot-reader-", 0).factory());

    private @Nullable CompletableFuture<DiffPages> diff;
    private @Nullable CompletableFuture<String> findings;

    /**
     * Starts to read files.
     *
     * @param files in the order in which they were taken; the last one is number 0
     * @param version of Tidemark, for documents
     */
    public SnapshotApi(List<Path> files, Referents referents, String version) {
        this.report = new JsonReport(version);
        for (int number = 0; number < files.size(); number++) {
            Path file = files.get(files.size() - 1 - number);
            snapshots.put(number, new Opened(file, referents, readers));
        }
        this.inTime = List.copyOf(new TreeMap<>(snapshots).descendingKeySet());
    }

    /**
     * Answers a question.
     *
     * @param path segments behind {@code /api/snapshots}, decoded
     * @param parameters of the query, decoded
     */
    public Answer answer(List<String> path, Map<String, String> parameters) {
        answering.lock();
        try {
            return path.isEmpty()
                    ? list()
                    : answer(opened(path.getFirst()), path, new Question(parameters));
        } catch (Question.Refused e) {
            return Answer.failure(e.status(), String.valueOf(e.getMessage()));
        } finally {
            answering.unlock();
        }
    }

    private Answer list() {
        return Answer.of(json -> {
            json.writeArrayPropertyStart("snapshots");
            snapshots.forEach((number, one) -> write(json, number, one));
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, int number, Opened one) {
        String failure = one.failure();
        json.writeStartObject();
        json.writeNumberProperty("snapshot", number);
        json.writeStringProperty("file", one.file().getFileName().toString());
        json.writeStringProperty(
                "format",
                one.isReading() || failure != null ? null : one.ready().graph().format().id());
        json.writeNumberProperty("bytes", one.bytes());
        json.writeStringProperty(
                "state", failure != null ? "failed" : one.isReading() ? "reading" : "ready");
        json.writeNumberProperty("progress", one.isReading() ? 0 : 1);
        json.writeStringProperty("error", failure);
        json.writeEndObject();
    }

    private Opened opened(String number) {
        Opened found = number.matches("\\d{1,9}") ? snapshots.get(Integer.valueOf(number)) : null;
        if (found == null) {
            throw new Question.Refused(404, "expected a snapshot's number, found " + number);
        }
        return found;
    }

    private Answer answer(Opened opened, List<String> path, Question question) {
        OpenSnapshot snapshot = opened.ready();
        String what = String.join("/", path.subList(1, path.size()));
        return switch (path.size()) {
            case 2 -> answer(snapshot, what, question);
            case 3, 4 -> about(snapshot, path, question);
            default -> throw unknown(what);
        };
    }

    private Answer answer(OpenSnapshot snapshot, String what, Question question) {
        return switch (what) {
            case "summary" -> new TypePages(snapshot).summary();
            case "types" -> new TypePages(snapshot).types(question);
            case "biggest" -> new TypePages(snapshot).biggest(question);
            case "treemap" ->
                    Treemap.of(snapshot, object(snapshot, question.text("of"), true), question);
            case "search" -> new PathPages(snapshot).search(question);
            case "why" -> why(snapshot, question);
            case "diff" -> diff(question);
            case "findings" -> findings();
            default -> throw unknown(what);
        };
    }

    private Answer about(OpenSnapshot snapshot, List<String> path, Question question) {
        String of = path.get(2);
        String what = path.get(1) + (path.size() > 3 ? "/" + path.get(3) : "");
        return switch (what) {
            case "types/objects" ->
                    new TypePages(snapshot).objectsOf(number(of, "a type's number"), question);
            case "dominated" ->
                    new DominatorPages(snapshot).dominated(object(snapshot, of, true), question);
            case "dominated/types" ->
                    new DominatorPages(snapshot).typesOf(object(snapshot, of, true));
            case "dominators" ->
                    new DominatorPages(snapshot).dominatorsOf(object(snapshot, of, true));
            case "objects" -> new ObjectPages(snapshot).object(object(snapshot, of, false));
            case "objects/references" ->
                    new ObjectPages(snapshot).references(object(snapshot, of, false), question);
            case "objects/retainers" ->
                    new ObjectPages(snapshot).retainers(object(snapshot, of, false), question);
            default -> throw unknown(what);
        };
    }

    private static Question.Refused unknown(String what) {
        return new Question.Refused(404, "there is no " + what);
    }

    private static int number(String text, String what) {
        if (!text.matches("\\d{1,9}|1\\d{9}|-1")) {
            throw new Question.Refused(400, "expected %s, found %s".formatted(what, text));
        }
        return Integer.parseInt(text);
    }

    /** The object of a number; -1, and nothing, is the root where that may be asked for. */
    private static int object(OpenSnapshot snapshot, String text, boolean orRoot) {
        int number = text.isEmpty() ? -1 : number(text, "an object's number");
        if (number == -1 && orRoot) {
            return snapshot.graph().root();
        }
        if (number < 0 || number >= snapshot.graph().objectCount()) {
            throw new Question.Refused(404, "there is no object " + text + " in this file");
        }
        return number;
    }

    private static Answer why(OpenSnapshot snapshot, Question question) {
        PathPages pages = new PathPages(snapshot);
        if (question.has("n")) {
            BitSet one = new BitSet();
            int object = object(snapshot, question.text("n"), false);
            one.set(object);
            return pages.why(question, "@" + snapshot.graph().objectId(object), one);
        }
        String what = question.text("what");
        if (what.isEmpty()) {
            throw new Question.Refused(400, "expected what=... or n=..., found neither");
        }
        return pages.why(question, what, pages.find(what));
    }

    /** Worked out beside other answers, as it takes longer than a page waits. */
    private Answer diff(Question question) {
        if (snapshots.size() < 2) {
            throw new Question.Refused(404, "expected two opened files, found one");
        }
        CompletableFuture<DiffPages> known = diff;
        if (known == null) {
            List<OpenSnapshot> all = all();
            known = CompletableFuture.supplyAsync(() -> new DiffPages(all), readers);
            diff = known;
        }
        return known.isDone() ? known.join().types(question) : working();
    }

    private static Answer working() {
        return Answer.of(202, json -> json.writeStringProperty("state", "working"));
    }

    private List<OpenSnapshot> all() {
        return inTime.stream().map(snapshots::get).map(Opened::ready).toList();
    }

    /** As {@link #diff}. */
    private Answer findings() {
        CompletableFuture<String> known = findings;
        if (known == null) {
            List<HeapGraph> graphs = all().stream().map(OpenSnapshot::graph).toList();
            known =
                    CompletableFuture.supplyAsync(
                            () ->
                                    report.explain(
                                            Explainer.explain(
                                                    graphs,
                                                    OptionalLong.empty(),
                                                    false,
                                                    new SourceFiles())),
                            readers);
            findings = known;
        }
        return known.isDone() ? new Answer(200, known.join()) : working();
    }

    @Override
    public void close() {
        answering.lock();
        try {
            snapshots.values().forEach(Opened::close);
        } finally {
            answering.unlock();
            readers.shutdown();
        }
    }
}
