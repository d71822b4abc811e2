package dev.tidemark.testkit;

import java.util.List;

/**
 * A heap too large to be drawn: every answer is computed from the object's number, nothing is kept.
 * All objects are of class {@code Item}, {@value #SHALLOW_SIZE} bytes each; all references are
 * elements numbered from 1.
 */
abstract class LargeGraph implements V8Graph {
    static final int SHALLOW_SIZE = 16;

    private static final List<String> STRINGS = List.of("<dummy>", "", "Item");

    private final int nodeCount;
    private final long edgeCount;

    LargeGraph(int nodeCount, long edgeCount) {
        this.nodeCount = nodeCount;
        this.edgeCount = edgeCount;
    }

    /** root -> 1 -> 2 -> ... -> n */
    static final class Chain extends LargeGraph {
        Chain(int n) {
            super(n + 1, n);
        }

        @Override
        public int edgeCount(int node) {
            return node + 1 < nodeCount() ? 1 : 0;
        }

        @Override
        public int edgeTarget(int node, int k) {
            return node + 1;
        }
    }

    /** root -> 1 -> each of 2 ... n */
    static final class Star extends LargeGraph {
        Star(int n) {
            super(n + 1, n);
        }

        @Override
        public int edgeCount(int node) {
            return node == 0 ? 1 : node == 1 ? nodeCount() - 2 : 0;
        }

        @Override
        public int edgeTarget(int node, int k) {
            return node + 1 + k;
        }
    }

    /** root -> 1, an array -> each of 2 ... n, which refer to their neighbours. */
    static final class IndexedList extends LargeGraph {
        private final int last;

        IndexedList(int n) {
            super(n + 1, 1 + (n - 1L) + 2L * (n - 2));
            last = n;
        }

        @Override
        public int edgeCount(int node) {
            return switch (node) {
                case 0 -> 1;
                case 1 -> last - 1;
                default -> node == 2 || node == last ? 1 : 2;
            };
        }

        @Override
        public int edgeTarget(int node, int k) {
            return switch (node) {
                case 0 -> 1;
                case 1 -> 2 + k;
                case 2 -> 3;
                default -> k == 0 ? node - 1 : node + 1;
            };
        }
    }

    /** root -> 1; each of 1 ... n refers to two of them that multiplication scatters. */
    static final class Mesh extends LargeGraph {
        private final int last;

        Mesh(int n) {
            super(n + 1, 1 + 2L * n);
            last = n;
        }

        @Override
        public int edgeCount(int node) {
            return node == 0 ? 1 : 2;
        }

        @Override
        public int edgeTarget(int node, int k) {
            long scattered = ((2L * node + k) * 0x9E37_79B9_7F4A_7C15L) >>> 33;
            return node == 0 ? 1 : 1 + (int) (scattered % last);
        }
    }

    /**
     * root -> 1 -> 2 -> ... -> n/2, which refers to each of n/2 + 1 ... n; the root refers to them
     * too. Whoever looks for the common ancestor of a leaf's two retainers by walking up the chain
     * walks n/2 steps for each of n/2 leaves.
     */
    static final class SharedLeaves extends LargeGraph {
        private final int tail;
        private final int leaves;

        SharedLeaves(int n) {
            super(n + 1, n / 2 + 2L * (n - n / 2));
            tail = n / 2;
            leaves = n - n / 2;
        }

        @Override
        public int edgeCount(int node) {
            if (node == 0) {
                return 1 + leaves;
            }
            if (node == tail) {
                return leaves;
            }
            return node < tail ? 1 : 0;
        }

        @Override
        public int edgeTarget(int node, int k) {
            if (node == 0) {
                return k == 0 ? 1 : tail + k;
            }
            return node == tail ? tail + 1 + k : node + 1;
        }
    }

    @Override
    public final int nodeCount() {
        return nodeCount;
    }

    @Override
    public final long edgeCount() {
        return edgeCount;
    }

    @Override
    public final V8NodeType nodeType(int node) {
        return node == 0 ? V8NodeType.SYNTHETIC : V8NodeType.OBJECT;
    }

    @Override
    public final int nodeName(int node) {
        return node == 0 ? 1 : 2;
    }

    @Override
    public final long id(int node) {
        return 2L * node + 1;
    }

    @Override
    public final long selfSize(int node) {
        return node == 0 ? 0 : SHALLOW_SIZE;
    }

    @Override
    public final V8EdgeType edgeType(int node, int k) {
        return V8EdgeType.ELEMENT;
    }

    @Override
    public final int edgeNameOrIndex(int node, int k) {
        return k + 1;
    }

    @Override
    public final List<String> strings() {
        return STRINGS;
    }
}
