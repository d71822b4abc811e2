package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.util.Arrays;

/**
 * The arrays of a snapshot as they were read, before anything is derived from them.
 *
 * @param ephemerons the strings that name the entries of WeakMaps
 */
record Parsed(
        SnapshotBytes bytes,
        Layout layout,
        Nodes nodes,
        RecordIndex nodeIndex,
        Edges edges,
        RecordIndex edgeIndex,
        Locations locations,
        StringTable strings,
        Ephemerons ephemerons) {

    int root() {
        return (int) (layout.rootIndex() / layout.node().width());
    }

    RecordCursor edgeCursor() {
        return new RecordCursor(bytes, edgeIndex, layout.edge().width());
    }

    RecordCursor nodeCursor() {
        return new RecordCursor(bytes, nodeIndex, layout.node().width());
    }

    /** The number that stands for a kind in the type field of nodes; -1 when there is none. */
    int nodeType(ObjectKind kind) {
        return Arrays.asList(layout.objectKinds()).indexOf(kind);
    }

    /** The number that stands for a kind in the type field of edges; -1 when there is none. */
    int edgeType(ReferenceKind kind) {
        return Arrays.asList(layout.referenceKinds()).indexOf(kind);
    }

    String nodeName(int node) {
        return strings.get(nodes.name(node));
    }
}
