package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;

/** What redacting needs to know of the objects of a snapshot: 10 bytes an object. */
final class NodeColumns {
    /** It is a string that names a variable, a function or an export. */
    static final int IDENTIFIER = 1;

    /** It is the table of a module's exports. */
    static final int EXPORTS = 2;

    /** It says itself what it is called. */
    static final int TAGGED = 4;

    /** It has the listeners of an emitter by event. */
    static final int EVENTS = 8;

    private final IntColumn names;
    private final IntColumn edges;
    private final ByteColumn types;
    private final ObjectKind[] kinds;
    private final ByteColumn marks;
    private final int count;

    private NodeColumns(Columns columns, int count, ObjectKind[] kinds) {
        this.count = count;
        this.kinds = kinds;
        this.names = columns.ints(count);
        this.edges = columns.ints(count, Access.SWEPT);
        this.types = columns.bytes(count);
        this.marks = columns.bytes(count);
    }

    static NodeColumns read(SnapshotBytes bytes, SnapshotParts parts, int strings, Columns columns)
            throws SnapshotFormatException {
        Layout layout = parts.layout();
        Layout.NodeFields fields = layout.node();
        ObjectKind[] kinds = layout.objectKinds();
        NodeColumns all = new NodeColumns(columns, (int) layout.nodeCount(), kinds);
        NumberReader numbers = parts.numbers("nodes");
        long[] record = new long[fields.width()];
        int node = 0;
        long edges = 0;
        for (; numbers.next(record); node++) {
            long type = record[fields.type()];
            long name = record[fields.name()];
            long held = record[fields.edgeCount()];
            if (node == all.count
                    || type >= kinds.length
                    || name >= strings
                    || held > layout.edgeCount()) {
                throw damaged(
                        bytes, numbers.start(), "a node of a known type with a name", "another");
            }
            all.types.set(node, (byte) type);
            all.names.set(node, (int) name);
            all.edges.set(node, (int) held);
            edges += held;
        }
        if (node != all.count || edges != layout.edgeCount()) {
            throw damaged(
                    bytes,
                    numbers.position(),
                    "%d nodes with %d edges".formatted(all.count, layout.edgeCount()),
                    "%d with %d".formatted(node, edges));
        }
        return all;
    }

    private static SnapshotFormatException damaged(
            SnapshotBytes bytes, long offset, String expected, String found) {
        return bytes.problem(offset, expected, found, "The snapshot is damaged: take it again.");
    }

    int count() {
        return count;
    }

    ObjectKind kind(int node) {
        return kinds[types.get(node)];
    }

    int name(int node) {
        return names.get(node);
    }

    int edges(int node) {
        return edges.get(node);
    }

    void mark(int node, int mark) {
        marks.set(node, (byte) (marks.get(node) | mark));
    }

    boolean is(int node, int mark) {
        return (marks.get(node) & mark) != 0;
    }
}
