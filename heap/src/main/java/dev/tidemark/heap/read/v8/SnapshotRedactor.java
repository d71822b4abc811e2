package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.memory.ColumnMemory;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.RecordCopy;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.redact.RedactedCounts;
import dev.tidemark.heap.redact.Scrambler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Copies a snapshot without its contents. The numbers stay as they are but for names of strings
 * that are needed both ways, as a name and as what stands for contents: these get a second place in
 * the table.
 *
 * <p>The edges are read three times: to learn which names code spells, to decide which strings are
 * needed in which way, and to write. 10 bytes an object and 7 a string, in scratch files when the
 * heap has no room.
 */
final class SnapshotRedactor {
    /** What can be copied: numbers about objects and where they were made. */
    private static final Set<String> COPIED =
            Set.of("snapshot", "trace_function_infos", "trace_tree", "samples", "locations");

    private final SnapshotBytes bytes;
    private final SnapshotParts parts;
    private final StringUses strings;
    private final NodeColumns nodes;
    private final RedactedNames names;
    private final Scrambler scrambler;
    private final RecordCopy copy;

    private SnapshotRedactor(
            SnapshotBytes bytes, Columns columns, Scrambler scrambler, OutputStream out)
            throws SnapshotFormatException {
        this.bytes = bytes;
        this.parts = SnapshotParts.find(bytes);
        Layout layout = parts.layout();
        if (Math.max(layout.nodeCount(), layout.edgeCount()) > bytes.size() / 2) {
            throw bytes.problem(
                    layout.countsOffset(),
                    "counts that a file of %d bytes has room for".formatted(bytes.size()),
                    "%d nodes and %d edges".formatted(layout.nodeCount(), layout.edgeCount()),
                    "The snapshot is cut or damaged: take it again.");
        }
        this.strings = StringUses.read(bytes, parts.require("strings").start(), columns);
        this.nodes = NodeColumns.read(bytes, parts, strings.count(), columns);
        this.names = new RedactedNames(strings, nodes);
        this.scrambler = scrambler;
        this.copy = new RecordCopy(bytes, out);
    }

    static RedactedCounts redact(SnapshotBytes bytes, Scrambler scrambler, OutputStream out)
            throws IOException {
        try (Columns columns = new Columns(ColumnMemory.forDump(bytes.file(), bytes.size()))) {
            return new SnapshotRedactor(bytes, columns, scrambler, out).redact();
        }
    }

    private RedactedCounts redact() throws IOException {
        names.learnFromNodes();
        EdgeWalk learning = edges();
        while (learning.next()) {
            names.learn(learning);
        }
        EdgeWalk deciding = edges();
        while (deciding.next()) {
            names.decide(deciding);
        }
        names.decideNodes();
        keepFunctions();
        strings.placeSecond();
        return write();
    }

    private EdgeWalk edges() {
        return new EdgeWalk(bytes, parts, nodes, strings.count());
    }

    /** Functions in which objects were made are told by the places of their names. */
    private void keepFunctions() throws SnapshotFormatException {
        Layout layout = parts.layout();
        int name = layout.functionFields().indexOf("name");
        int script = layout.functionFields().indexOf("script_name");
        if (name < 0 || script < 0) {
            return;
        }
        long[] record = new long[layout.functionFields().size()];
        NumberReader numbers = parts.numbers("trace_function_infos");
        while (numbers.next(record)) {
            for (int field : new int[] {name, script}) {
                if (record[field] >= strings.count()) {
                    throw bytes.problem(
                            numbers.start(),
                            "a name among the %d strings".formatted(strings.count()),
                            "string " + record[field],
                            "The snapshot is damaged: take it again.");
                }
                strings.mark((int) record[field], StringUses.KEPT);
            }
        }
    }

    private RedactedCounts write() throws IOException {
        RedactedStrings table = new RedactedStrings(bytes, strings, scrambler, copy);
        copy.text("{");
        String separator = "";
        for (Map.Entry<String, SnapshotParts.Part> part : parts.all().entrySet()) {
            String key = part.getKey();
            boolean isKnown =
                    COPIED.contains(key) || Set.of("nodes", "edges", "strings").contains(key);
            if (isKnown) {
                copy.text(separator + "\"" + key + "\":");
                separator = ",\n";
                write(key, part.getValue(), table);
            }
        }
        copy.text("}");
        copy.flush();
        return table.counts(nodes.count());
    }

    private void write(String key, SnapshotParts.Part part, RedactedStrings table)
            throws IOException {
        switch (key) {
            case "nodes" -> writeNodes(part);
            case "edges" -> writeEdges(part);
            case "strings" -> table.write(part);
            default -> copy.copyAll(part.start(), part.end());
        }
    }

    private void writeNodes(SnapshotParts.Part part) throws IOException {
        int width = parts.layout().node().width();
        int nameField = parts.layout().node().name();
        NumberReader numbers = parts.numbers("nodes");
        long copied = part.start();
        for (int node = 0; node < nodes.count(); node++) {
            for (int field = 0; field < width && numbers.hasNext(); field++) {
                long value = numbers.next();
                if (field == nameField && !names.keepsName(node)) {
                    int other = strings.replacement((int) value);
                    copied = change(copied, numbers.start(), numbers.position(), value, other);
                }
            }
        }
        copy.copyAll(copied, part.end());
    }

    private void writeEdges(SnapshotParts.Part part) throws IOException {
        EdgeWalk edges = edges();
        long copied = part.start();
        while (edges.next()) {
            long other = edges.index();
            if (!edges.hasName()) {
                other = names.index(edges);
            } else if (!names.keepsName(edges)) {
                other = strings.replacement(edges.name());
            }
            copied = change(copied, edges.nameStart(), edges.nameEnd(), edges.index(), other);
        }
        copy.copyAll(copied, part.end());
    }

    /** Writes another number in the place of one; returns up to where the file is copied. */
    private long change(long copied, long start, long end, long value, long other)
            throws IOException {
        if (value == other) {
            return copied;
        }
        copy.copyAll(copied, start);
        copy.bytes(Long.toString(other).getBytes(StandardCharsets.US_ASCII));
        return end;
    }
}
