package dev.tidemark.heap.analyse.path;

import dev.tidemark.heap.graph.HeapGraph;

/** One heap with what its runtime's rules say about it. */
public record Snapshot(HeapGraph graph, RuntimeRules rules, OwnerTree owners) {
    public static Snapshot of(HeapGraph graph, RuntimeRules rules) {
        return new Snapshot(graph, rules, OwnerTree.of(graph, rules));
    }
}
