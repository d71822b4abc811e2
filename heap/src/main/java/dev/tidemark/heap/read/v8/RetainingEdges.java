package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.memory.BitColumn;
import dev.tidemark.heap.memory.Columns;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which edges keep their target alive, by the rules that Chrome DevTools uses for its
 * dominators. These do not: weak edges; edges to oneself; shortcuts, except from the root, where
 * they mark the global objects; the table's side of a WeakMap entry; and edges from objects that
 * only the runtime or a debugger reaches to objects that the program reaches from its globals.
 */
final class RetainingEdges {
    private final Parsed parsed;
    private final Nodes nodes;
    private final Edges edges;
    private final int weak;
    private final int shortcut;
    private final int internal;

    private RetainingEdges(Parsed parsed) {
        this.parsed = parsed;
        this.nodes = parsed.nodes();
        this.edges = parsed.edges();
        this.weak = parsed.edgeType(ReferenceKind.WEAK);
        this.shortcut = parsed.edgeType(ReferenceKind.SHORTCUT);
        this.internal = parsed.edgeType(ReferenceKind.INTERNAL);
    }

    /** Marks the edges of a snapshot. */
    static void mark(Parsed parsed) {
        try (Columns scratch = new Columns()) {
            new RetainingEdges(parsed).mark(scratch);
        }
    }

    private void mark(Columns scratch) {
        BitColumn program = reachableFromGlobals(scratch);
        Set<Integer> weakTables = weakTables();
        int root = parsed.root();
        for (int node = 0; node < nodes.count(); node++) {
            // From the root, everything retains; elsewhere an object that only the runtime reaches
            // does not retain what the program reaches.
            boolean mayRetainProgram = node == root || program.get(node);
            long end = nodes.firstEdge(node + 1);
            for (long edge = nodes.firstEdge(node); edge < end; edge++) {
                int type = edges.type(edge);
                int target = edges.target(edge);
                if (type != weak
                        && target != node
                        && (type != shortcut || node == root)
                        && (mayRetainProgram || !program.get(target))) {
                    edges.setRetains(edge);
                }
            }
        }
        weakTables.forEach(this::clearTableSides);
    }

    /**
     * What the program's global objects and documents reach, other than weakly.
     *
     * <p>V8 numbers objects as it meets them, so most references lead to greater numbers. One sweep
     * in the order of memory passes nearly all of them; only what is reached backwards is visited
     * out of order.
     */
    private BitColumn reachableFromGlobals(Columns scratch) {
        BitColumn reached = scratch.bits(nodes.count());
        NodeStack behind = new NodeStack();
        long rootEnd = nodes.firstEdge(parsed.root() + 1);
        for (long edge = nodes.firstEdge(parsed.root()); edge < rootEnd; edge++) {
            int target = edges.target(edge);
            if (isGlobal(edges.type(edge), target)) {
                reached.set(target);
            }
        }
        for (int node = 0; node < nodes.count(); node++) {
            if (reached.get(node)) {
                reach(node, node, reached, behind);
            }
        }
        while (!behind.isEmpty()) {
            reach(behind.pop(), nodes.count(), reached, behind);
        }
        return reached;
    }

    /** Marks what a node refers to; what the sweep at {@code swept} has passed is to be visited. */
    private void reach(int node, int swept, BitColumn reached, NodeStack behind) {
        long end = nodes.firstEdge(node + 1);
        for (long edge = nodes.firstEdge(node); edge < end; edge++) {
            int target = edges.target(edge);
            if (!reached.get(target) && edges.type(edge) != weak) {
                reached.set(target);
                if (target < swept) {
                    behind.push(target);
                }
            }
        }
    }

    private boolean isGlobal(int edgeType, int target) {
        return edgeType == shortcut
                || (edgeType == parsed.edgeType(ReferenceKind.ELEMENT)
                        && isDocumentTrees(parsed, target));
    }

    /** Whether a node is the one from which all documents of a page hang. */
    static boolean isDocumentTrees(Parsed parsed, int node) {
        return parsed.nodes().type(node) == parsed.nodeType(ObjectKind.SYNTHETIC)
                && parsed.nodeName(node).equals("(Document DOM trees)");
    }

    private Set<Integer> weakTables() {
        Set<Integer> found = new HashSet<>();
        Set<Long> ids = parsed.ephemerons().tables();
        if (ids.isEmpty()) {
            return found;
        }
        long least = Collections.min(ids);
        long greatest = Collections.max(ids);
        for (int node = 0; node < nodes.count(); node++) {
            long id = nodes.id(node);
            // Tables are old objects with small ids: most nodes are above them all.
            if (id >= least && id <= greatest && ids.contains(id)) {
                found.add(node);
            }
        }
        return found;
    }

    private void clearTableSides(int table) {
        RecordCursor cursor = parsed.edgeCursor();
        int nameField = parsed.layout().edge().nameOrIndex();
        long end = nodes.firstEdge(table + 1);
        for (long edge = nodes.firstEdge(table); edge < end; edge++) {
            if (edges.type(edge) == internal) {
                int name = (int) cursor.read(edge)[nameField];
                if (parsed.ephemerons().isTableSide(name, nodes.id(table))) {
                    edges.clearRetains(edge);
                }
            }
        }
    }
}
