package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a {@link V8Heap}. Its references may change between snapshots; its id stays.
 *
 * <p>Every method that changes it returns it, so that an object can be drawn in one expression.
 */
public final class V8Object implements JsValue {
    /**
     * {@code retains} is false where the runtime lets the target go although the file has a strong
     * edge.
     */
    record Edge(V8EdgeType type, String name, V8Object target, boolean retains) {}

    private final V8NodeType type;
    private final String name;
    private long id;
    private long shallowSize;
    private int detachedness;
    private HeapFile.@Nullable Location location;
    private final List<Edge> edges = new ArrayList<>();

    V8Object(V8NodeType type, String name, long id, long shallowSize) {
        this.type = type;
        this.name = name;
        this.id = id;
        this.shallowSize = shallowSize;
    }

    @Override
    public V8Object object() {
        return this;
    }

    public V8NodeType type() {
        return type;
    }

    public String name() {
        return name;
    }

    public long id() {
        return id;
    }

    public long shallowSize() {
        return shallowSize;
    }

    public V8Object property(String propertyName, JsValue target) {
        return reference(V8EdgeType.PROPERTY, propertyName, target);
    }

    public V8Object element(int index, JsValue target) {
        return reference(V8EdgeType.ELEMENT, Integer.toString(index), target);
    }

    /** A variable of a scope. */
    public V8Object context(String variable, JsValue target) {
        return reference(V8EdgeType.CONTEXT, variable, target);
    }

    public V8Object internal(String slot, JsValue target) {
        return reference(V8EdgeType.INTERNAL, slot, target);
    }

    public V8Object hidden(int slot, JsValue target) {
        return reference(V8EdgeType.HIDDEN, Integer.toString(slot), target);
    }

    public V8Object weak(String slot, JsValue target) {
        return reference(V8EdgeType.WEAK, slot, target);
    }

    public V8Object shortcut(String slot, JsValue target) {
        return reference(V8EdgeType.SHORTCUT, slot, target);
    }

    public V8Object reference(V8EdgeType edgeType, String edgeName, JsValue target) {
        edges.add(new Edge(edgeType, edgeName, target.object(), edgeType != V8EdgeType.WEAK));
        return this;
    }

    /** The edge from a WeakMap's table to a value: strong in the file, but the key decides. */
    V8Object ephemeron(String slot, JsValue target) {
        edges.add(new Edge(V8EdgeType.INTERNAL, slot, target.object(), false));
        return this;
    }

    /** Takes every reference of that name away. */
    public V8Object drop(String edgeName) {
        edges.removeIf(edge -> edge.name.equals(edgeName));
        return this;
    }

    /** Takes every reference of that type away. */
    public V8Object drop(V8EdgeType edgeType) {
        edges.removeIf(edge -> edge.type == edgeType);
        return this;
    }

    /** Takes every reference away. */
    public V8Object dropAll() {
        edges.clear();
        return this;
    }

    /** Replaces what the reference of that name leads to. */
    V8Object set(V8EdgeType edgeType, String edgeName, JsValue target) {
        return drop(edgeName).reference(edgeType, edgeName, target);
    }

    /** Where the function, or the constructor of the object, stands; line and column from 0. */
    public V8Object at(int scriptId, int line, int column) {
        location = new HeapFile.Location(scriptId, line, column);
        return this;
    }

    public V8Object at(HeapFile.Location where) {
        location = where;
        return this;
    }

    public V8Object withId(long other) {
        id = other;
        return this;
    }

    public V8Object withSize(long bytes) {
        shallowSize = bytes;
        return this;
    }

    /** Marks a DOM node that a document holds. */
    public V8Object attached() {
        detachedness = 1;
        return this;
    }

    /** Marks a DOM node that no document holds any more. */
    public V8Object detached() {
        detachedness = 2;
        return this;
    }

    List<Edge> edges() {
        return edges;
    }

    void writeTo(ArrayGraph graph) {
        int node = graph.addNode(type, name, id, shallowSize);
        graph.setDetachedness(node, detachedness);
        if (location != null) {
            graph.addLocation(node, location);
        }
    }

    @Override
    public String toString() {
        return "%s %s @%d".formatted(type.text(), name, id);
    }
}
