package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.read.SnapshotFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Opens heap snapshots that V8 wrote: {@code .heapsnapshot}, also packed with gzip or zstd. */
public final class V8Snapshots {
    private V8Snapshots() {}

    /**
     * Reads a snapshot. The file is mapped and must not change until the graph is closed.
     *
     * @throws SnapshotFormatException if the file is not a whole V8 heap snapshot
     * @throws IOException if the file cannot be read
     * @implNote About 2 CPU seconds a gigabyte, spread over all cores; 26 bytes of memory an object
     *     and 5 a reference, and 4 more an object while reading.
     */
    public static HeapGraph open(Path file) throws IOException {
        SnapshotBytes bytes = Unpacked.map(file);
        Columns columns = new Columns();
        Columns forReading = new Columns();
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            Parsed parsed = new Reader(bytes, columns, forReading, workers).read();
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

    /** Reads the members of a snapshot, in the order in which they come. */
    private static final class Reader {
        private final SnapshotBytes bytes;
        private final Columns columns;
        private final Columns forReading;
        private final Workers workers;
        private final JsonCursor json;
        private final Ephemerons ephemerons;

        private @Nullable Layout layout;
        private @Nullable Nodes nodes;
        private @Nullable Edges edges;
        private @Nullable Locations locations;
        private @Nullable StringTable strings;
        private RecordIndex nodeIndex = new RecordIndex();
        private RecordIndex edgeIndex = new RecordIndex();

        Reader(SnapshotBytes bytes, Columns columns, Columns forReading, Workers workers) {
            this.bytes = bytes;
            this.columns = columns;
            this.forReading = forReading;
            this.workers = workers;
            this.json = new JsonCursor(bytes, 0);
            this.ephemerons = new Ephemerons(bytes);
        }

        Parsed read() throws SnapshotFormatException {
            json.expect('{');
            do {
                json.peek();
                String key = json.string();
                json.expect(':');
                readMember(key);
            } while (json.skip(','));
            json.expect('}');
            Parsed parsed = complete();
            check(parsed);
            return parsed;
        }

        private void readMember(String key) throws SnapshotFormatException {
            switch (key) {
                case "snapshot" -> layout = readLayout();
                case "nodes" -> nodes = readNodes(known(layout, "snapshot"));
                case "edges" -> edges = readEdges(known(layout, "snapshot"));
                case "locations" -> locations = readLocations(known(layout, "snapshot"));
                case "strings" -> strings = StringTable.read(json, bytes, ephemerons);
                default -> json.skipValue();
            }
        }

        private Layout readLayout() throws SnapshotFormatException {
            json.peek();
            Layout read = Layout.read(json, bytes);
            checkCount(read, "nodes", read.nodeCount(), read.node().width());
            checkCount(read, "edges", read.edgeCount(), read.edge().width());
            if (read.rootIndex() / read.node().width() >= read.nodeCount()) {
                throw bytes.problem(
                        read.countsOffset(),
                        "a root among the nodes",
                        "%d nodes and root_index %d".formatted(read.nodeCount(), read.rootIndex()),
                        "The snapshot is damaged: take it again.");
            }
            return read;
        }

        /** A count that the file has no room for would make us reserve memory for nothing. */
        private void checkCount(Layout read, String what, long count, int width)
                throws SnapshotFormatException {
            boolean fits = count <= bytes.size() / (2L * width);
            if (!fits || (what.equals("nodes") && count > Integer.MAX_VALUE - 8)) {
                throw bytes.problem(
                        read.countsOffset(),
                        "a count of %s that a file of %d bytes has room for"
                                .formatted(what, bytes.size()),
                        Long.toString(count),
                        "The snapshot is cut or damaged: take it again.");
            }
        }

        private Nodes readNodes(Layout known) throws SnapshotFormatException {
            Nodes read = new Nodes(known, columns, forReading);
            RecordParser.Result result = readArray(read);
            nodeIndex = result.index();
            checkAll("nodes", known.nodeCount(), result);
            return read;
        }

        private Edges readEdges(Layout known) throws SnapshotFormatException {
            Edges read = new Edges(known, columns);
            RecordParser.Result result = readArray(read);
            edgeIndex = result.index();
            checkAll("edges", known.edgeCount(), result);
            return read;
        }

        private Locations readLocations(Layout known) throws SnapshotFormatException {
            Locations read = new Locations(known);
            if (read.width() == 0) {
                json.skipValue();
            } else {
                readArray(read);
                read.sort();
            }
            return read;
        }

        private <C> RecordParser.Result readArray(Records<C> records)
                throws SnapshotFormatException {
            json.expect('[');
            RecordParser.Result result =
                    RecordParser.parse(bytes, json.position(), records, workers);
            json.moveTo(result.end());
            return result;
        }

        private void checkAll(String what, long promised, RecordParser.Result result)
                throws SnapshotFormatException {
            if (result.count() != promised) {
                throw bytes.problem(
                        result.end() - 1,
                        "%d %s, as the head of the snapshot promises".formatted(promised, what),
                        Long.toString(result.count()),
                        "The snapshot is cut or damaged: take it again.");
            }
        }

        private Parsed complete() throws SnapshotFormatException {
            Layout known = known(layout, "snapshot");
            return new Parsed(
                    bytes,
                    known,
                    known(nodes, "nodes"),
                    nodeIndex,
                    known(edges, "edges"),
                    edgeIndex,
                    locations == null ? new Locations(known) : locations,
                    known(strings, "strings"),
                    ephemerons);
        }

        private <T> T known(@Nullable T value, String key) throws SnapshotFormatException {
            if (value == null) {
                throw bytes.problem(
                        json.position(),
                        "\"" + key + "\" before this place",
                        "none",
                        "This is not a V8 heap snapshot, or its parts are in another order.");
            }
            return value;
        }

        /** What can be checked only when all is read. */
        private void check(Parsed parsed) throws SnapshotFormatException {
            Nodes read = parsed.nodes();
            if (read.placedEdges() != parsed.edges().count()) {
                throw bytes.problem(
                        parsed.layout().countsOffset(),
                        "%d edges, the sum of what the nodes promise".formatted(read.placedEdges()),
                        Long.toString(parsed.edges().count()),
                        "The snapshot is damaged: take it again.");
            }
            int stringCount = parsed.strings().count();
            for (int node = 0; node < read.count(); node++) {
                if (read.name(node) >= stringCount) {
                    throw noString(
                            nodeIndex.offsetOf(node, bytes, parsed.layout().node().width()),
                            stringCount,
                            read.name(node));
                }
            }
            if (parsed.edges().greatestName() >= stringCount) {
                long edge = parsed.edges().edgeOfGreatestName();
                throw noString(
                        edgeIndex.offsetOf(edge, bytes, parsed.layout().edge().width()),
                        stringCount,
                        parsed.edges().greatestName());
            }
        }

        private SnapshotFormatException noString(long offset, int stringCount, long name) {
            return bytes.problem(
                    offset,
                    "a name among the %d strings".formatted(stringCount),
                    "string " + name,
                    "The snapshot is cut or damaged: take it again.");
        }
    }
}
