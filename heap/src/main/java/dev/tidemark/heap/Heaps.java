package dev.tidemark.heap;

import dev.tidemark.heap.analyse.Constructors;
import dev.tidemark.heap.analyse.DominatorPaths;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.analyse.jvm.JvmListing;
import dev.tidemark.heap.analyse.jvm.JvmRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.analyse.v8.V8Constructors;
import dev.tidemark.heap.analyse.v8.V8Rules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.index.IndexFile;
import dev.tidemark.heap.index.IndexParts;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.heap.read.hprof.HprofDumps;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.model.SourceResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Snapshot files of any format: the one place that knows which reader and which rules serve. */
public final class Heaps {
    /** Smaller files are read again sooner than they are worth another file. */
    private static final long WORTH_AN_INDEX = 64L << 20;

    /** So many of the biggest objects are kept, as the next question may be for more. */
    private static final int OBJECTS_IN_INDEX = 100;

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
        return open(file, referents, Index.NONE);
    }

    /**
     * As {@link #open(Path, Referents)}. What is worked out about a large dump of a JVM is kept in
     * an index beside it, and is there at once the next time.
     *
     * @param listener hears what is written
     */
    public static HeapGraph openWithIndex(
            Path file, Referents referents, IndexParts.Listener listener) throws IOException {
        return open(
                file,
                referents,
                Files.size(file) < WORTH_AN_INDEX
                        ? Index.NONE
                        : IndexParts.of(file, referents, listener));
    }

    private static HeapGraph open(Path file, Referents referents, Index index) throws IOException {
        SnapshotBytes bytes = Unpacked.map(file);
        return HprofDumps.recognises(bytes)
                ? HprofDumps.open(bytes, referents, index)
                : V8Snapshots.open(bytes);
    }

    /**
     * What a snapshot holds, from the index beside it if that is of this very file; otherwise the
     * snapshot is read, and the index written if the file is a large one.
     *
     * @param objects how many of the biggest objects are wanted
     * @param listener hears what else is written
     * @throws SnapshotFormatException if it is no snapshot that can be read
     * @throws IOException if the file cannot be read
     */
    public static Overview overview(
            Path file, Referents referents, int objects, IndexParts.Listener listener)
            throws IOException {
        if (Files.size(file) < WORTH_AN_INDEX) {
            return overviewWithoutIndex(file, referents, objects);
        }
        IndexFile index = IndexFile.of(file, referents);
        Optional<Overview> kept = index.read().filter(overview -> overview.hasBiggest(objects));
        if (kept.isPresent()) {
            return kept.get();
        }
        try (HeapGraph graph = openWithIndex(file, referents, listener)) {
            Overview overview = overview(graph, Math.max(objects, OBJECTS_IN_INDEX));
            index.write(overview);
            return overview;
        }
    }

    /** As {@link #overview}; no index is read, and none is written. */
    public static Overview overviewWithoutIndex(Path file, Referents referents, int objects)
            throws IOException {
        try (HeapGraph graph = open(file, referents)) {
            return overview(graph, objects);
        }
    }

    private static Overview overview(HeapGraph graph, int objects) {
        return Overview.of(
                graph,
                objects,
                graph instanceof JvmHeap heap ? new JvmListing(heap) : new DominatorPaths(graph),
                constructors(graph));
    }

    /** Where the types of a heap are written, if its runtime tells. */
    public static Constructors constructors(HeapGraph graph) {
        return graph instanceof JvmHeap ? Constructors.NONE : V8Constructors.of(graph);
    }

    /** The heap with what its runtime's rules say about it: owners and paths. */
    public static Snapshot snapshot(HeapGraph graph) {
        return snapshot(graph, SourceResolver.NONE);
    }

    /**
     * As {@link #snapshot(HeapGraph)}.
     *
     * @param sources what people wrote, so that paths speak of that; asked lazily and as long as
     *     the snapshot is used
     */
    public static Snapshot snapshot(HeapGraph graph, SourceResolver sources) {
        return graph instanceof JvmHeap heap
                ? Snapshot.of(heap, JvmRules.of(heap, sources))
                : Snapshot.of(graph, V8Rules.of(graph, sources));
    }
}
