package dev.tidemark.cli;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Several snapshots, open at the same time. */
record Snapshots(List<HeapGraph> graphs) implements AutoCloseable {

    static Snapshots open(List<Path> files) throws IOException {
        Snapshots snapshots = new Snapshots(new ArrayList<>());
        try {
            for (Path file : files) {
                snapshots.graphs.add(Heaps.open(file));
            }
            return snapshots;
        } catch (IOException | RuntimeException | Error e) {
            snapshots.close();
            throw e;
        }
    }

    @Override
    public void close() {
        graphs.forEach(HeapGraph::close);
    }
}
