package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A heap held in columns. Built in order: a node, then that node's edges, then the next node. */
final class ArrayGraph implements V8Graph {
    private final List<V8NodeType> nodeTypes = new ArrayList<>();
    private final Ints nodeNames = new Ints();
    private final Longs ids = new Longs();
    private final Longs selfSizes = new Longs();
    private final Ints detachedness = new Ints();
    private final Ints firstEdges = new Ints();
    private final List<V8EdgeType> edgeTypes = new ArrayList<>();
    private final Ints edgeNames = new Ints();
    private final Ints edgeTargets = new Ints();
    private final Ints locations = new Ints();
    private final List<String> strings = new ArrayList<>();
    private final Map<String, Integer> indexByString = new HashMap<>();

    ArrayGraph() {
        string("<dummy>");
        string("");
    }

    int addNode(V8NodeType type, String name, long id, long selfSize) {
        nodeTypes.add(type);
        nodeNames.add(string(name));
        ids.add(id);
        selfSizes.add(selfSize);
        detachedness.add(0);
        firstEdges.add(edgeTypes.size());
        return nodeTypes.size() - 1;
    }

    /** Adds an edge to the node added last. {@code name} is a number for indexed types. */
    void addEdge(V8EdgeType type, String name, int target) {
        edgeTypes.add(type);
        edgeNames.add(type.isIndexed() ? Integer.parseInt(name) : string(name));
        edgeTargets.add(target);
    }

    void setDetachedness(int node, int value) {
        detachedness.set(node, value);
    }

    void addLocation(int node, HeapFile.Location at) {
        locations.add(node);
        locations.add(at.scriptId());
        locations.add(at.line());
        locations.add(at.column());
    }

    private int string(String text) {
        Integer known = indexByString.putIfAbsent(text, strings.size());
        if (known != null) {
            return known;
        }
        strings.add(text);
        return strings.size() - 1;
    }

    @Override
    public int nodeCount() {
        return nodeTypes.size();
    }

    @Override
    public long edgeCount() {
        return edgeTypes.size();
    }

    @Override
    public V8NodeType nodeType(int node) {
        return nodeTypes.get(node);
    }

    @Override
    public int nodeName(int node) {
        return nodeNames.get(node);
    }

    @Override
    public long id(int node) {
        return ids.get(node);
    }

    @Override
    public long selfSize(int node) {
        return selfSizes.get(node);
    }

    @Override
    public int detachedness(int node) {
        return detachedness.get(node);
    }

    @Override
    public int edgeCount(int node) {
        int end = node + 1 < nodeCount() ? firstEdges.get(node + 1) : edgeTypes.size();
        return end - firstEdges.get(node);
    }

    @Override
    public V8EdgeType edgeType(int node, int k) {
        return edgeTypes.get(firstEdges.get(node) + k);
    }

    @Override
    public int edgeNameOrIndex(int node, int k) {
        return edgeNames.get(firstEdges.get(node) + k);
    }

    @Override
    public int edgeTarget(int node, int k) {
        return edgeTargets.get(firstEdges.get(node) + k);
    }

    @Override
    public int[] locations() {
        return locations.toArray();
    }

    @Override
    public List<String> strings() {
        return strings;
    }

    private static final class Ints {
        private int[] values = new int[16];
        private int size;

        void add(int value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        int get(int index) {
            return values[index];
        }

        void set(int index, int value) {
            values[index] = value;
        }

        int[] toArray() {
            return Arrays.copyOf(values, size);
        }
    }

    private static final class Longs {
        private long[] values = new long[16];
        private int size;

        void add(long value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
        }

        long get(int index) {
            return values[index];
        }
    }
}
