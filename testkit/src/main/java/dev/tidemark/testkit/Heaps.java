package dev.tidemark.testkit;

/**
 * Where a test starts to draw a heap.
 *
 * <pre>{@code
 * HeapFile diamond =
 *         heap().root(1).object(10, 2, 3).object(20, 4).object(30, 4).object(40).build();
 * }</pre>
 */
public final class Heaps {
    private Heaps() {}

    /** A plain graph of numbered objects. */
    public static HeapBuilder heap() {
        return new HeapBuilder();
    }

    /** A heap in V8's own terms, with nothing in it but the root. */
    public static V8Heap v8Heap() {
        return new V8Heap();
    }

    /** The heap of a Node.js process that has started and not yet loaded a module. */
    public static NodeHeap nodeHeap() {
        return new NodeHeap();
    }
}
