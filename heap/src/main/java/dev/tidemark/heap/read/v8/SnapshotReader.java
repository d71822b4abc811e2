package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Workers;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the members of a snapshot, in the order in which they come. */
final class SnapshotReader {
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
    private final Set<String> seen = new HashSet<>();
    private RecordIndex nodeIndex = new RecordIndex();
    private RecordIndex edgeIndex = new RecordIndex();

    SnapshotReader(SnapshotBytes bytes, Columns columns, Columns forReading, Workers workers) {
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
            checkNew(key);
            readMember(key);
        } while (json.skip(','));
        json.expect('}');
        Parsed parsed = complete();
        check(parsed);
        return parsed;
    }

    /** What was read for a second head would not fit what was read for the first one. */
    private void checkNew(String key) throws SnapshotFormatException {
        if (!seen.add(key)) {
            throw bytes.problem(
                    json.position(),
                    "each member of the snapshot once",
                    "\"" + key + "\" a second time",
                    "The snapshot is damaged: take it again.");
        }
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
        if (count > bytes.size() / (2L * width)) {
            throw bytes.problem(
                    read.countsOffset(),
                    "a count of %s that a file of %d bytes has room for"
                            .formatted(what, bytes.size()),
                    Long.toString(count),
                    "The snapshot is cut or damaged: take it again.");
        }
        if (count >= Columns.MAX_CELLS) {
            throw bytes.problem(
                    read.countsOffset(),
                    "fewer than %d %s".formatted(Columns.MAX_CELLS, what),
                    Long.toString(count),
                    "The heap is too large for this version of Tidemark.");
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

    private <C> RecordParser.Result readArray(Records<C> records) throws SnapshotFormatException {
        json.expect('[');
        RecordParser.Result result = RecordParser.parse(bytes, json.position(), records, workers);
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
                int width = parsed.layout().node().width();
                throw noString(
                        nodeIndex.offsetOf(node, bytes, width), stringCount, read.name(node));
            }
        }
        long greatest = parsed.edges().greatestName();
        if (greatest >= stringCount) {
            long edge = parsed.edges().edgeOfGreatestName();
            int width = parsed.layout().edge().width();
            throw noString(edgeIndex.offsetOf(edge, bytes, width), stringCount, greatest);
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
