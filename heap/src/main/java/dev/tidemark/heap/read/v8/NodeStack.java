package dev.tidemark.heap.read.v8;

import java.util.Arrays;

/** A stack of nodes that grows as needed. */
final class NodeStack {
    private int[] nodes = new int[1 << 12];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void push(int node) {
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, size * 2);
        }
        nodes[size++] = node;
    }

    int pop() {
        return nodes[--size];
    }
}
