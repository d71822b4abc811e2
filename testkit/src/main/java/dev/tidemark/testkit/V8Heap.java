package dev.tidemark.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The heap of one process in V8's own terms. It can change between snapshots: ids stay, what
 * nothing retains any more is gone from the next snapshot, as after V8's full collection.
 */
public final class V8Heap {
    /** Ids of objects are odd and rise by two, ids of native things are even. */
    private long nextId = 3;

    private long nextNativeId = 450_482_208;
    private final V8Object root = new V8Object(V8NodeType.SYNTHETIC, "", 1, 0);
    private final List<V8Object> objects = new ArrayList<>(List.of(root));
    private final List<Runnable> layouts = new ArrayList<>();
    private final Map<String, V8Object> internedStrings = new LinkedHashMap<>();

    V8Heap() {}

    public V8Object root() {
        return root;
    }

    public V8Object object(String className, long shallowSize) {
        return node(V8NodeType.OBJECT, className, shallowSize);
    }

    public V8Object closure(String functionName) {
        return node(V8NodeType.CLOSURE, functionName, 64);
    }

    public V8Object array(String name, long shallowSize) {
        return node(V8NodeType.ARRAY, name, shallowSize);
    }

    public V8Object hidden(String name, long shallowSize) {
        return node(V8NodeType.HIDDEN, name, shallowSize);
    }

    public V8Object code(String name, long shallowSize) {
        return node(V8NodeType.CODE, name, shallowSize);
    }

    public V8Object synthetic(String name) {
        return node(V8NodeType.SYNTHETIC, name, 0);
    }

    /** A scope without variables; add them with {@link V8Object#context}. */
    public V8Object context() {
        return object("system / Context", 32);
    }

    /** Memory outside of the JavaScript heap. */
    public V8Object nativeObject(String name, long shallowSize) {
        V8Object made = new V8Object(V8NodeType.NATIVE, name, nextNativeId, shallowSize);
        nextNativeId += 128;
        objects.add(made);
        return made;
    }

    /** A string object of its own, although an equal one may exist. */
    public V8Object string(String text) {
        return node(V8NodeType.STRING, text, 16 + (text.length() + 7L) / 8 * 8);
    }

    /** The one string object of that text: property names and literals. */
    public V8Object interned(String text) {
        return internedStrings.computeIfAbsent(text, this::string);
    }

    public V8Object node(V8NodeType type, String name, long shallowSize) {
        V8Object made = new V8Object(type, name, nextId, shallowSize);
        nextId += 2;
        objects.add(made);
        return made;
    }

    /** Has {@code layout} run before each snapshot, to write a shape's tables. */
    void beforeSnapshot(Runnable layout) {
        layouts.add(layout);
    }

    /** The heap as it is now, without what nothing retains. */
    public HeapFile snapshot() {
        layOut();
        Set<V8Object> live = new HashSet<>(List.of(root));
        ArrayDeque<V8Object> open = new ArrayDeque<>(live);
        while (!open.isEmpty()) {
            for (V8Object.Edge edge : open.remove().edges()) {
                if (edge.retains() && live.add(edge.target())) {
                    open.add(edge.target());
                }
            }
        }
        HeapFile file = write(objects.stream().filter(live::contains).toList());
        // A number that nobody has: V8 allocates between two snapshots what is gone in the second.
        nextId += 2;
        return file;
    }

    /** The heap as it is now, with all that was ever made: unreachable objects too. */
    public HeapFile snapshotWithoutCollection() {
        layOut();
        return write(objects);
    }

    private void layOut() {
        for (Runnable layout : List.copyOf(layouts)) {
            layout.run();
        }
    }

    private static HeapFile write(List<V8Object> nodes) {
        Map<V8Object, Integer> numbers = new HashMap<>();
        for (V8Object node : nodes) {
            numbers.put(node, numbers.size());
        }
        ArrayGraph graph = new ArrayGraph();
        for (V8Object node : nodes) {
            node.writeTo(graph);
            for (V8Object.Edge edge : node.edges()) {
                Integer target = numbers.get(edge.target());
                if (target != null) {
                    graph.addEdge(edge.type(), edge.name(), target);
                }
            }
        }
        return new HeapFile(graph);
    }
}
