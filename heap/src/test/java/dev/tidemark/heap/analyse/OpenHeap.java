package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.testkit.HeapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A heap of the test kit, read and analysed. */
record OpenHeap(HeapGraph graph, DominatorTree dominators, RetainedSizes retained)
        implements AutoCloseable {
    static OpenHeap of(HeapFile heap) throws IOException {
        Path file = Files.createTempFile("tidemark-test-", ".heapsnapshot");
        try {
            HeapGraph graph = V8Snapshots.open(heap.writeTo(file));
            DominatorTree dominators = DominatorTree.of(graph);
            return new OpenHeap(graph, dominators, RetainedSizes.of(graph, dominators));
        } finally {
            // The mapping stays valid without a name.
            Files.delete(file);
        }
    }

    @Override
    public void close() {
        retained.close();
        dominators.close();
        graph.close();
    }
}
