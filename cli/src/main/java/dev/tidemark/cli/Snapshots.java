package dev.tidemark.cli;

import dev.tidemark.explain.Explainer;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Explanation;
import dev.tidemark.model.SourceResolver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Several snapshots, open at the same time. */
record Snapshots(List<HeapGraph> graphs) implements AutoCloseable {

    static Snapshots open(List<Path> files, SnapshotOpener opener) throws IOException {
        Snapshots snapshots = new Snapshots(new ArrayList<>());
        try {
            for (Path file : files) {
                snapshots.graphs.add(opener.open(file));
            }
            return snapshots;
        } catch (IOException | RuntimeException | Error e) {
            snapshots.close();
            throw e;
        }
    }

    /**
     * The leaks that the snapshots show.
     *
     * @param operations between two snapshots; 0 when they were not counted
     * @param growthGoesOn whether memory was seen to grow without an end in sight meanwhile
     * @param sources what people wrote
     */
    Explanation explain(long operations, boolean growthGoesOn, SourceResolver sources)
            throws IOException {
        OptionalLong perStep = operations > 0 ? OptionalLong.of(operations) : OptionalLong.empty();
        return Explainer.explain(graphs, perStep, growthGoesOn, sources);
    }

    @Override
    public void close() {
        graphs.forEach(HeapGraph::close);
    }
}
