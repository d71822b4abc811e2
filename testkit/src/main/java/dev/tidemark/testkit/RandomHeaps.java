package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Heaps for comparing a fast algorithm with its slow twin, and large ones of extreme shapes.
 *
 * <p>The same seed always gives the same heap: put it into the failure message.
 */
public final class RandomHeaps {
    private static final List<String> CLASSES =
            List.of("Session", "Order", "User", "Cart", "Item", "Object");

    /** Those that every version of V8 knows. */
    private static final List<V8NodeType> TYPES = SnapshotLayout.NODE_26.nodeTypes();

    private static final int SMALL = 30;
    private static final int LARGE = 200;

    private record Arc(V8EdgeType type, int target) {}

    /** The seed chooses one of these, so twelve seeds in a row see every shape. */
    private enum GraphShape {
        TREE,
        DAG,
        MESH,
        DENSE_MESH,
        CHAINS,
        LADDER,
        LISTS,
        WEAK_AND_SHORTCUT,
        ISLANDS,
        MANY_TIMES,
        STAR,
        ANYTHING;

        static GraphShape of(long seed) {
            return values()[Math.floorMod(seed, values().length)];
        }
    }

    private final SplittableRandom random;
    private final List<List<Arc>> arcs = new ArrayList<>();
    private final int last;

    private RandomHeaps(long seed) {
        random = new SplittableRandom(seed * 0x9E37_79B9_7F4A_7C15L);
        last = 1 + random.nextInt(random.nextInt(4) == 0 ? LARGE : SMALL);
        for (int i = 0; i <= last; i++) {
            arcs.add(new ArrayList<>());
        }
    }

    /**
     * A heap of at most 201 objects: a tree, a mesh, chains, islands... Its objects are all of V8's
     * type {@code object}, so that no rule about other types changes their sizes.
     */
    public static HeapFile heap(long seed) {
        RandomHeaps heap = new RandomHeaps(seed);
        heap.connect(GraphShape.of(seed));
        return heap.write(false);
    }

    /** As {@link #heap}, with objects of all types: code, arrays, strings, native memory... */
    public static HeapFile heapOfAllTypes(long seed) {
        RandomHeaps heap = new RandomHeaps(seed);
        heap.connect(GraphShape.of(seed));
        return heap.write(true);
    }

    /** root -> 1 -> 2 -> ... -> {@code n}. Written without memory, as all the large heaps. */
    public static HeapFile largeChain(int n) {
        return new HeapFile(new LargeGraph.Chain(n));
    }

    /** root -> 1 -> each of 2 ... {@code n}. */
    public static HeapFile largeStar(int n) {
        return new HeapFile(new LargeGraph.Star(n));
    }

    /** root -> 1, an array -> each of 2 ... {@code n}, a doubly linked list; at least 3. */
    public static HeapFile largeIndexedList(int n) {
        return new HeapFile(new LargeGraph.IndexedList(n));
    }

    /** root -> 1; each of 1 ... {@code n} refers to two of them anywhere: full of rings. */
    public static HeapFile largeMesh(int n) {
        return new HeapFile(new LargeGraph.Mesh(n));
    }

    /**
     * A chain of {@code n / 2} objects whose tail refers to {@code n / 2} leaves, to which the root
     * refers too: the worst case for whoever finds dominators by walking up retainers.
     */
    public static HeapFile largeSharedLeaves(int n) {
        return new HeapFile(new LargeGraph.SharedLeaves(n));
    }

    private void connect(GraphShape shape) {
        switch (shape) {
            case TREE -> tree();
            case DAG -> dag(3);
            case MESH -> mesh(2);
            case DENSE_MESH -> mesh(6);
            case CHAINS -> chains();
            case LADDER -> ladder();
            case LISTS -> lists();
            case WEAK_AND_SHORTCUT -> weakAndShortcut();
            case ISLANDS -> islands();
            case MANY_TIMES -> manyTimes();
            case STAR -> star();
            case ANYTHING -> anything();
        }
    }

    private void tree() {
        for (int object = 1; object <= last; object++) {
            arc(random.nextInt(object), object);
        }
    }

    private void dag(int retainersAtMost) {
        for (int object = 1; object <= last; object++) {
            int retainers = 1 + random.nextInt(retainersAtMost);
            for (int i = 0; i < retainers; i++) {
                arc(random.nextInt(object), object);
            }
        }
    }

    private void mesh(int referencesEach) {
        for (int i = 0; i <= random.nextInt(3); i++) {
            arc(0, any());
        }
        for (int i = 0; i < last * referencesEach; i++) {
            arc(any(), any());
        }
    }

    /** Long chains that jump ahead and back: deep, and hard for dominators. */
    private void chains() {
        arc(0, 1);
        for (int object = 1; object < last; object++) {
            if (random.nextInt(20) == 0) {
                arc(random.nextInt(object), object + 1);
            } else {
                arc(object, object + 1);
            }
            if (random.nextInt(5) == 0) {
                arc(any(), any());
            }
        }
    }

    /** Two rails with rungs: everything is held from two sides. */
    private void ladder() {
        arc(0, 1);
        arc(0, Math.min(2, last));
        for (int object = 1; object + 2 <= last; object++) {
            arc(object, object + 2);
            if (random.nextInt(3) == 0) {
                arc(object, object + 1);
            }
            if (random.nextInt(4) == 0) {
                arc(object + 2, object);
            }
        }
    }

    /** Doubly linked lists, held at either end or in the middle. */
    private void lists() {
        int head = 1;
        for (int object = 1; object <= last; object++) {
            boolean ends = object == last || random.nextInt(12) == 0;
            if (!ends) {
                arc(object, object + 1);
                arc(object + 1, object);
            } else {
                arc(random.nextInt(head), head + random.nextInt(object - head + 1));
                head = object + 1;
            }
        }
    }

    private void weakAndShortcut() {
        dag(2);
        for (int i = 0; i < last; i++) {
            V8EdgeType type = random.nextBoolean() ? V8EdgeType.WEAK : V8EdgeType.SHORTCUT;
            arcs.get(random.nextInt(last + 1)).add(new Arc(type, any()));
        }
        for (List<Arc> out : arcs) {
            out.replaceAll(
                    arc -> random.nextInt(8) == 0 ? new Arc(V8EdgeType.WEAK, arc.target) : arc);
        }
    }

    /** A part that the root reaches, and parts that it does not. */
    private void islands() {
        int shore = 1 + random.nextInt(last);
        for (int object = 1; object <= shore; object++) {
            arc(random.nextInt(object), object);
        }
        for (int i = 0; i < last; i++) {
            int from = any();
            arc(from, from > shore ? any() : 1 + random.nextInt(shore));
        }
    }

    private void manyTimes() {
        tree();
        for (int i = 0; i < last; i++) {
            int from = random.nextInt(last + 1);
            int target = random.nextInt(4) == 0 ? Math.max(from, 1) : any();
            for (int times = 0; times <= random.nextInt(4); times++) {
                arc(from, target);
            }
        }
    }

    private void star() {
        arc(0, 1);
        for (int object = 2; object <= last; object++) {
            arc(1, object);
            if (random.nextInt(6) == 0) {
                arc(object, random.nextInt(last) + 1);
            }
            if (random.nextInt(10) == 0) {
                arc(0, object);
            }
        }
    }

    private void anything() {
        connect(GraphShape.of(random.nextInt(1000)));
        connect(GraphShape.of(random.nextInt(1000)));
        arcs.get(any()).clear();
    }

    private int any() {
        return 1 + random.nextInt(last);
    }

    private void arc(int from, int target) {
        V8EdgeType[] strong = {
            V8EdgeType.PROPERTY, V8EdgeType.ELEMENT, V8EdgeType.INTERNAL, V8EdgeType.CONTEXT
        };
        arcs.get(from).add(new Arc(strong[random.nextInt(strong.length)], target));
    }

    private HeapFile write(boolean ofAllTypes) {
        ArrayGraph graph = new ArrayGraph();
        for (int object = 0; object <= last; object++) {
            addNode(graph, object, ofAllTypes);
            for (Arc arc : arcs.get(object)) {
                graph.addEdge(arc.type, edgeName(arc.type), arc.target);
            }
        }
        return new HeapFile(graph);
    }

    private void addNode(ArrayGraph graph, int object, boolean ofAllTypes) {
        String name = CLASSES.get(random.nextInt(CLASSES.size()));
        long size = random.nextInt(10) == 0 ? 0 : 8L * random.nextInt(100);
        V8NodeType type = V8NodeType.OBJECT;
        if (ofAllTypes) {
            type = TYPES.get(random.nextInt(TYPES.size()));
        }
        if (object == 0) {
            graph.addNode(V8NodeType.SYNTHETIC, "", 1, 0);
        } else {
            graph.addNode(type, name, 2L * object + 1, size);
        }
    }

    private String edgeName(V8EdgeType type) {
        int number = random.nextInt(50);
        return type.isIndexed() ? Integer.toString(number) : "field" + number;
    }
}
