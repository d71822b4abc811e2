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
import java.util.function.IntSupplier;

/** Snapshots, with the operations and the growth of the live heap between them. */
final class Series {
    /** A step that grows by less tells nothing by its bytes. */
    private static final double BYTES_OF_NOISE = 64 << 10;

    /** The smallest that an operation can add for ever is a slot of a table. */
    private static final double BYTES_OF_A_SLOT = 2;

    private final Workload workload;
    private final IntSupplier fileNumbers;
    private final List<Path> files = new ArrayList<>();
    private final List<Long> lengths = new ArrayList<>();
    private final List<Double> liveBytes = new ArrayList<>();

    private Series(Workload workload, IntSupplier fileNumbers) {
        this.workload = workload;
        this.fileNumbers = fileNumbers;
    }

    /**
     * A series that begins with a snapshot now.
     *
     * @param fileNumbers gives each file another number
     */
    static Series begin(Workload workload, IntSupplier fileNumbers)
            throws CaptureException, IOException {
        Series series = new Series(workload, fileNumbers);
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
        files.add(workload.snapshot(fileNumbers.getAsInt()));
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

    /**
     * Whether the heap grew in the last step, by more than noise. Of a search that step is more
     * than half of all operations, so that a table which doubles has to double in it.
     */
    boolean grewInBytes() {
        double last = liveBytes.getLast() - liveBytes.get(liveBytes.size() - 2);
        return last > Math.max(BYTES_OF_NOISE, BYTES_OF_A_SLOT * lengths.getLast());
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
            return RunnersPart.leftOut(
                    Explainer.explain(heaps, new StepWork(lengths), false, sources));
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
