package dev.tidemark.gate;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.explain.Explainer;
import dev.tidemark.explain.StepWork;
import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.SourceResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Snapshots, with the operations and the growth of the live heap between them. */
final class Series {
    private final Workload workload;
    private final int firstFile;
    private final List<Path> files = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private final List<Double> liveBytes = new ArrayList<>();

    private Series(Workload workload, int firstFile) {
        this.workload = workload;
        this.firstFile = firstFile;
    }

    /**
     * A series that begins with a snapshot now.
     *
     * @param firstFile the number of its file; those of the next ones follow
     */
    static Series begin(Workload workload, int firstFile) throws CaptureException, IOException {
        Series series = new Series(workload, firstFile);
        series.look();
        return series;
    }

    /** So many operations have been done since the last snapshot: takes the next one. */
    void did(long operations) throws CaptureException, IOException {
        lengths.add(operations);
        look();
    }

    private void look() throws CaptureException, IOException {
        liveBytes.add(workload.liveBytes());
        files.add(workload.snapshot(firstFile + files.size()));
    }

    int nextFile() {
        return firstFile + files.size();
    }

    long operations() {
        return lengths.stream().mapToLong(Long::longValue).sum();
    }

    /** Bytes by which the live heap grew in each step. */
    List<Double> growth() {
        List<Double> growth = new ArrayList<>();
        for (int step = 1; step < liveBytes.size(); step++) {
            growth.add(liveBytes.get(step) - liveBytes.get(step - 1));
        }
        return growth;
    }

    /** Bytes by which the live heap grew for an operation, in the mean. */
    double bytesEach() {
        return (liveBytes.getLast() - liveBytes.getFirst()) / operations();
    }

    List<Long> lengths() {
        return List.copyOf(lengths);
    }

    /** What grew, judged by operation. */
    Explanation explain(SourceResolver sources) throws IOException {
        List<HeapGraph> heaps = new ArrayList<>();
        try {
            for (Path file : files) {
                heaps.add(Heaps.open(file));
            }
            return Explainer.explain(heaps, new StepWork(lengths), false, sources);
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
