package dev.tidemark.monitor.snapshot;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.report.JsonReport;
import dev.tidemark.source.SourceFiles;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What several snapshots show together: how they differ, and what leaks. The last of each is kept.
 * Threads: any.
 */
final class Comparisons {
    private final Catalog catalog;
    private final Shelf shelf;
    private final JsonReport report;
    private @Nullable Work<DiffPages> diff;
    private @Nullable Work<String> findings;

    /** What was worked out last of some snapshots, or is being worked out. */
    private record Work<T>(List<Opened> of, CompletableFuture<T> result) {}

    Comparisons(Catalog catalog, Shelf shelf, String version) {
        this.catalog = catalog;
        this.shelf = shelf;
        this.report = new JsonReport(version);
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
        SnapshotApi.known(catalog, other);
        return catalog.all().stream()
                .filter(one -> one.id().equals(other) || one.id().equals(known.id()))
                .toList();
    }

    /** Worked out beside other answers, as it takes longer than a page waits. */
    Answer diff(Known known, Question question) {
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
    Answer findings(Known known) {
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
}
