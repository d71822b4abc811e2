package dev.tidemark.heap;

import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.analyse.v8.V8Rules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.v8.V8Snapshots;
import java.io.IOException;
import java.nio.file.Path;

/** Snapshot files of any format: the one place that knows which reader and which rules serve. */
public final class Heaps {
    private Heaps() {}

    /**
     * Reads a snapshot; what it is is told by its first bytes, not by its name.
     *
     * @throws SnapshotFormatException if it is no snapshot that can be read
     * @throws IOException if the file cannot be read
     */
    public static HeapGraph open(Path file) throws IOException {
        return V8Snapshots.open(file);
    }

    /** The heap with what its runtime's rules say about it: owners and paths. */
    public static Snapshot snapshot(HeapGraph graph) {
        return Snapshot.of(graph, V8Rules.of(graph));
    }
}
