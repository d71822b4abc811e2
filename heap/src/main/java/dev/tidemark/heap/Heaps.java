package dev.tidemark.heap;

import dev.tidemark.heap.analyse.jvm.JvmRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.analyse.v8.V8Rules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.heap.read.hprof.HprofDumps;
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
        return open(file, Referents.NONE);
    }

    /**
     * As {@link #open(Path)}.
     *
     * @param referents which referents of reference objects are retained, if it is a JVM's heap
     */
    public static HeapGraph open(Path file, Referents referents) throws IOException {
        SnapshotBytes bytes = Unpacked.map(file);
        return HprofDumps.recognises(bytes)
                ? HprofDumps.open(bytes, referents)
                : V8Snapshots.open(bytes);
    }

    /** The heap with what its runtime's rules say about it: owners and paths. */
    public static Snapshot snapshot(HeapGraph graph) {
        return graph instanceof JvmHeap heap
                ? Snapshot.of(heap, JvmRules.of(heap))
                : Snapshot.of(graph, V8Rules.of(graph));
    }
}
