package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;

/** A walk over all edges of a snapshot in the order of the file. */
final class EdgeWalk {
    private final SnapshotBytes bytes;
    private final NodeColumns nodes;
    private final NumberReader numbers;
    private final Layout.EdgeFields fields;
    private final ReferenceKind[] kinds;
    private final int nodeWidth;
    private final int strings;

    private int from = -1;
    private int left;
    private int elements;
    private ReferenceKind kind = ReferenceKind.OTHER;
    private long name;
    private long nameStart;
    private long nameEnd;
    private int to;

    EdgeWalk(SnapshotBytes bytes, SnapshotParts parts, NodeColumns nodes, int strings) {
        this.bytes = bytes;
        this.nodes = nodes;
        this.strings = strings;
        this.numbers = parts.numbers("edges");
        this.fields = parts.layout().edge();
        this.kinds = parts.layout().referenceKinds();
        this.nodeWidth = parts.layout().node().width();
    }

    boolean next() throws SnapshotFormatException {
        if (!numbers.hasNext()) {
            checkEnd();
            return false;
        }
        while (left == 0) {
            from++;
            if (from == nodes.count()) {
                throw damaged("the end of the edges", "another one");
            }
            left = nodes.edges(from);
            elements = 0;
        }
        left--;
        read();
        elements += kind == ReferenceKind.ELEMENT ? 1 : 0;
        return true;
    }

    private void read() throws SnapshotFormatException {
        for (int i = 0; i < fields.width(); i++) {
            if (i > 0 && !numbers.hasNext()) {
                throw damaged("the rest of an edge", "the end");
            }
            long value = numbers.next();
            if (i == fields.type()) {
                kind = value < kinds.length ? kinds[(int) value] : ReferenceKind.OTHER;
            } else if (i == fields.nameOrIndex()) {
                name = value;
                nameStart = numbers.start();
                nameEnd = numbers.position();
            } else if (i == fields.toNode()) {
                if (value % nodeWidth != 0 || value / nodeWidth >= nodes.count()) {
                    throw damaged("the place of a node", Long.toString(value));
                }
                to = (int) (value / nodeWidth);
            }
        }
        if (hasName() && name >= strings) {
            throw damaged("a name among the %d strings".formatted(strings), "string " + name);
        }
    }

    private void checkEnd() throws SnapshotFormatException {
        boolean more = left > 0;
        for (int node = from + 1; node < nodes.count(); node++) {
            more |= nodes.edges(node) > 0;
        }
        if (more) {
            throw damaged("as many edges as the nodes promise", "fewer");
        }
    }

    private SnapshotFormatException damaged(String expected, String found) {
        return bytes.problem(
                numbers.start(), expected, found, "The snapshot is damaged: take it again.");
    }

    /** Whether the edge has a name; it has a number if not. */
    boolean hasName() {
        return kind != ReferenceKind.ELEMENT && kind != ReferenceKind.HIDDEN;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    ReferenceKind kind() {
        return kind;
    }

    int name() {
        return (int) name;
    }

    /** The number of an element. */
    long index() {
        return name;
    }

    /** How many elements of the same object came before this one. */
    int place() {
        return elements - 1;
    }

    long nameStart() {
        return nameStart;
    }

    long nameEnd() {
        return nameEnd;
    }
}
