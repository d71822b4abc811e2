package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what the runtime keeps for one object alone, such as the elements of an array, with that
 * object, as Chrome DevTools does: a person never sees the parts.
 *
 * <p>Each bookkeeping node is given the object that reaches it through other bookkeeping nodes
 * only; one that several objects reach keeps its size.
 */
final class ShallowSizes {
    /** Owners are stored plus 1, so that new cells say this. */
    private static final int UNVISITED = 0;

    private static final int SEVERAL = -1;

    private final Parsed parsed;
    private final Nodes nodes;
    private final Edges edges;
    private final int weak;
    private final IntColumn owners;
    private final NodeStack open = new NodeStack();

    private ShallowSizes(Parsed parsed, Columns scratch) {
        this.parsed = parsed;
        this.nodes = parsed.nodes();
        this.edges = parsed.edges();
        this.weak = parsed.edgeType(ReferenceKind.WEAK);
        this.owners = scratch.ints(nodes.count());
    }

    /** Moves the sizes of a snapshot to their owners. */
    static void moveToOwners(Parsed parsed) {
        if (!hasProgramRoots(parsed)) {
            // Taken with internals exposed: the reader wants to see the real sizes.
            return;
        }
        try (Columns scratch = new Columns()) {
            ShallowSizes sizes = new ShallowSizes(parsed, scratch);
            sizes.findOwners();
            sizes.move();
        }
    }

    private static boolean hasProgramRoots(Parsed parsed) {
        Nodes nodes = parsed.nodes();
        int synthetic = parsed.nodeType(ObjectKind.SYNTHETIC);
        long end = nodes.firstEdge(parsed.root() + 1);
        for (long edge = nodes.firstEdge(parsed.root()); edge < end; edge++) {
            int target = parsed.edges().target(edge);
            if (nodes.type(target) != synthetic || RetainingEdges.isDocumentTrees(parsed, target)) {
                return true;
            }
        }
        return false;
    }

    private void findOwners() {
        markSelfOwned();
        for (int node = 0; node < nodes.count(); node++) {
            if (owners.get(node) == node + 1) {
                own(node);
            }
        }
        while (!open.isEmpty()) {
            own(open.pop());
        }
    }

    private void markSelfOwned() {
        int hidden = parsed.nodeType(ObjectKind.HIDDEN);
        int array = parsed.nodeType(ObjectKind.ARRAY);
        int nativeType = parsed.nodeType(ObjectKind.NATIVE);
        Map<Integer, Boolean> isStringData = new HashMap<>();
        for (int node = 0; node < nodes.count(); node++) {
            int type = nodes.type(node);
            boolean owned = type == hidden || type == array;
            if (type == nativeType) {
                owned = isStringData.computeIfAbsent(nodes.name(node), this::isStringData);
            }
            if (!owned) {
                owners.set(node, node + 1);
            }
        }
    }

    private boolean isStringData(int name) {
        return parsed.strings().get(name).equals("system / ExternalStringData");
    }

    /** Gives the owner of {@code node} to what it refers to. */
    private void own(int node) {
        int owner = owners.get(node);
        long end = nodes.firstEdge(node + 1);
        for (long edge = nodes.firstEdge(node); edge < end; edge++) {
            if (edges.type(edge) == weak) {
                continue;
            }
            int target = edges.target(edge);
            int current = owners.get(target);
            if (current == UNVISITED) {
                owners.set(target, owner);
                open.push(target);
            } else if (current != target + 1 && current != owner && current != SEVERAL) {
                owners.set(target, SEVERAL);
                open.push(target);
            }
        }
    }

    private void move() {
        int synthetic = parsed.nodeType(ObjectKind.SYNTHETIC);
        SizeColumn sizes = nodes.sizes();
        for (int node = 0; node < nodes.count(); node++) {
            int owner = owners.get(node) - 1;
            boolean moves =
                    owner >= 0
                            && owner != node
                            && owner != parsed.root()
                            && nodes.type(owner) != synthetic;
            if (moves) {
                sizes.set(owner, sizes.get(owner) + sizes.get(node));
                sizes.set(node, 0);
            }
        }
    }
}
