package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.memory.ColumnMemory;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.Index;
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

/** Opens heap dumps of JVMs: {@code .hprof}, also packed with gzip or zstd. */
public final class HprofDumps {
    private HprofDumps() {}

    /** Whether the file says of itself that it is a dump of a JVM. */
    public static boolean recognises(SnapshotBytes bytes) {
        return DumpFile.recognises(bytes);
    }

    /** As {@link #open(Path, Referents)}; no referent retains. */
    public static JvmHeap open(Path file) throws IOException {
        return open(file, Referents.NONE);
    }

    /**
     * Reads a dump. The file is mapped and must not change until the graph is closed. A dump that
     * was cut short is read up to there, see {@link JvmHeap#truncation}; one whose parts a JVM did
     * not join is read with the parts beside it, {@code X.p0}, {@code X.p1} ...
     *
     * @throws SnapshotFormatException if the file is not a heap dump, or is damaged
     * @throws IOException if the file cannot be read
     */
    public static JvmHeap open(Path file, Referents referents) throws IOException {
        return open(Unpacked.map(file), referents, Index.NONE);
    }

    /**
     * As {@link #open(Path, Referents)}, of bytes that the graph owns from now on.
     *
     * @param index of the file, which the graph owns too; not used for fragments, of which it does
     *     not know
     */
    public static JvmHeap open(SnapshotBytes bytes, Referents referents, Index index)
            throws IOException {
        SnapshotBytes whole = withFragments(bytes);
        return open(
                whole,
                referents,
                Division.OVER_ALL_CORES,
                ColumnMemory.forDump(whole.file(), whole.size()),
                whole == bytes ? index : Index.NONE);
    }

    /**
     * Writes a dump without its contents, see {@code Redaction}.
     *
     * @param bytes of the dump, which are closed
     */
    public static RedactedCounts redact(SnapshotBytes bytes, Scrambler scrambler, OutputStream out)
            throws IOException {
        try (SnapshotBytes whole = withFragments(bytes)) {
            return DumpRedactor.redact(whole, scrambler, out);
        }
    }

    /** The bytes; those of the fragments too, if there are any and no heap is in the file. */
    private static SnapshotBytes withFragments(SnapshotBytes bytes) throws IOException {
        try {
            List<Path> parts = Fragments.of(bytes.file());
            if (parts.size() == 1 || TopLevel.read(DumpFile.open(bytes)).segmentCount() > 0) {
                return bytes;
            }
            SnapshotBytes joined = Unpacked.join(parts, bytes.file());
            bytes.close();
            return joined;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    /** With the work divided in another way: the graph is the same. */
    static HprofGraph open(SnapshotBytes bytes, Referents referents, Division division)
            throws IOException {
        ColumnMemory memory = ColumnMemory.forDump(bytes.file(), bytes.size());
        return open(bytes, referents, division, memory, Index.NONE);
    }

    /** With other memory, or an index: the graph is the same. */
    static HprofGraph open(
            SnapshotBytes bytes,
            Referents referents,
            Division division,
            ColumnMemory memory,
            Index index)
            throws IOException {
        Columns columns = new Columns(memory);
        try (Workers workers = new Workers(division)) {
            DumpFile file = DumpFile.open(bytes);
            return new HprofGraph(
                    new DumpReader(file, columns, workers, referents, index).read(),
                    columns,
                    index);
        } catch (IOException | RuntimeException | Error e) {
            columns.close();
            index.close();
            bytes.close();
            throw e;
        }
    }
}
