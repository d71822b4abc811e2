package dev.tidemark.testkit;

import java.util.List;

/**
 * A heap as {@link SnapshotWriter} asks for it: node by node, then edge by edge in the order of
 * their nodes. Large heaps answer by arithmetic and so need no memory.
 *
 * <p>Node 0 is the root. Names are indexes into {@link #strings}.
 */
interface V8Graph {
    int nodeCount();

    long edgeCount();

    V8NodeType nodeType(int node);

    int nodeName(int node);

    long id(int node);

    long selfSize(int node);

    default int detachedness(int node) {
        return 0;
    }

    int edgeCount(int node);

    /** The type of the {@code k}-th edge of {@code node}, from 0. */
    V8EdgeType edgeType(int node, int k);

    int edgeNameOrIndex(int node, int k);

    int edgeTarget(int node, int k);

    /** Four numbers a location: node, script id, line, column (both from 0). */
    default int[] locations() {
        return new int[0];
    }

    List<String> strings();
}
