package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws a heap as numbers: the root's references, then object 1, 2, 3... each with its shallow size
 * in bytes and the numbers of the objects that it refers to.
 *
 * <p>Object {@code n} has the id {@code 2n + 1}, so two heaps drawn with the same numbers are two
 * snapshots of one process.
 */
public final class HeapBuilder {
    private record Drawn(V8EdgeType type, String name, int target) {}

    private static final class Node {
        private final V8NodeType type;
        private final String name;
        private final long size;
        private final List<Drawn> references = new ArrayList<>();

        Node(V8NodeType type, String name, long size) {
            this.type = type;
            this.name = name;
            this.size = size;
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    HeapBuilder() {
        nodes.add(new Node(V8NodeType.SYNTHETIC, "", 0));
    }

    /** What the root refers to. */
    public HeapBuilder root(int... targets) {
        refer(nodes.getFirst(), targets);
        return this;
    }

    /** The next object. */
    public HeapBuilder object(long shallowSize, int... targets) {
        return object("Object", shallowSize, targets);
    }

    /** The next object, of a class. */
    public HeapBuilder object(String className, long shallowSize, int... targets) {
        return node(V8NodeType.OBJECT, className, shallowSize, targets);
    }

    /** The next object, of any kind. */
    public HeapBuilder node(V8NodeType type, String name, long shallowSize, int... targets) {
        Node node = new Node(type, name, shallowSize);
        nodes.add(node);
        refer(node, targets);
        return this;
    }

    /** One more reference out of the object drawn last, or out of the root before the first. */
    public HeapBuilder reference(V8EdgeType type, String name, int target) {
        nodes.getLast().references.add(new Drawn(type, name, target));
        return this;
    }

    /** Weak references out of the object drawn last: they keep nothing alive. */
    public HeapBuilder weak(int... targets) {
        for (int target : targets) {
            reference(V8EdgeType.WEAK, "target", target);
        }
        return this;
    }

    /**
     * Shortcut references out of the object drawn last: from elsewhere than the root they keep
     * nothing alive.
     */
    public HeapBuilder shortcut(int... targets) {
        for (int target : targets) {
            reference(V8EdgeType.SHORTCUT, "shortcut", target);
        }
        return this;
    }

    public HeapFile build() {
        ArrayGraph graph = new ArrayGraph();
        for (int number = 0; number < nodes.size(); number++) {
            Node node = nodes.get(number);
            graph.addNode(node.type, node.name, 2L * number + 1, node.size);
            for (Drawn reference : node.references) {
                checkTarget(number, reference.target);
                graph.addEdge(reference.type, reference.name, reference.target);
            }
        }
        return new HeapFile(graph);
    }

    private void checkTarget(int number, int target) {
        if (target < 0 || target >= nodes.size()) {
            throw new IllegalStateException(
                    "object %d refers to %d, but the last object drawn is %d"
                            .formatted(number, target, nodes.size() - 1));
        }
    }

    private static void refer(Node from, int[] targets) {
        for (int target : targets) {
            String name = Integer.toString(from.references.size() + 1);
            from.references.add(new Drawn(V8EdgeType.ELEMENT, name, target));
        }
    }
}
