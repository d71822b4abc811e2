package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Unpacked;
import dev.tidemark.heap.read.file.Workers;
import dev.tidemark.heap.redact.RedactedCounts;
import dev.tidemark.heap.redact.Scrambler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Opens heap snapshots that V8 wrote: {@code .heapsnapshot}, also packed with gzip or zstd. */
public final class V8Snapshots {
    private V8Snapshots() {}

    /**
     * Reads a snapshot. The file is mapped and must not change until the graph is closed.
     *
     * @throws SnapshotFormatException if the file is not a whole V8 heap snapshot
     * @throws IOException if the file cannot be read
     * @implNote About 2 CPU seconds a gigabyte, spread over all cores. 18 bytes of memory an
     *     object, 6 a reference, 8 a location and 1 a string; while reading 4 more an object, and
     *     buffers of some megabytes for each core.
     */
    public static HeapGraph open(Path file) throws IOException {
        return open(file, Division.OVER_ALL_CORES);
    }

    /** As {@link #open(Path)}, of bytes that the graph owns from now on. */
    public static HeapGraph open(SnapshotBytes bytes) throws IOException {
        return open(bytes, Division.OVER_ALL_CORES);
    }

    /**
     * Writes a snapshot without its contents, see {@code Redaction}.
     *
     * @param bytes of the snapshot, which are closed
     */
    public static RedactedCounts redact(SnapshotBytes bytes, Scrambler scrambler, OutputStream out)
            throws IOException {
        try (bytes) {
            return SnapshotRedactor.redact(bytes, scrambler, out);
        }
    }

    /** As {@link #open(Path)}, with the work divided in another way: the graph is the same. */
    static HeapGraph open(Path file, Division division) throws IOException {
        return open(Unpacked.map(file), division);
    }

    private static HeapGraph open(SnapshotBytes bytes, Division division) throws IOException {
        Columns columns = new Columns();
        Columns forReading = new Columns();
        try (Workers workers = new Workers(division)) {
            Parsed parsed = new SnapshotReader(bytes, columns, forReading, workers).read();
            return derive(parsed, columns, forReading, workers);
        } catch (IOException | RuntimeException | Error e) {
            columns.close();
            forReading.close();
            bytes.close();
            throw e;
        }
    }

    private static HeapGraph derive(
            Parsed parsed, Columns columns, Columns forReading, Workers workers)
            throws SnapshotFormatException {
        Set<Integer> detached = DetachedNodes.of(parsed);
        workers.runAll(
                List.of(
                        () -> RetainingEdges.mark(parsed),
                        () -> ShallowSizes.moveToOwners(parsed)));
        // Dominators do not need the types, so these are found while the caller goes on.
        CompletableFuture<Types> types =
                workers.supply(() -> {
                    try (forReading) {
                        return Types.of(parsed, columns, detached);
                    }
                });
        return new V8Graph(parsed, columns, detached, types);
    }
}
