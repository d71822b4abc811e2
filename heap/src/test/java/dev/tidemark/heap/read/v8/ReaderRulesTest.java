package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All that is read and derived, against the slow twin. */
class ReaderRulesTest {
    @TempDir Path folder;

    @Test
    void what_is_derived_from_a_heap_of_v8s_is_what_the_definitions_say() throws IOException {
        for (long seed = 0; seed < 1_000; seed++) {
            compare(RandomV8Heaps.heap(seed), "RandomV8Heaps, seed " + seed);
        }
    }

    @Test
    void what_is_derived_from_a_random_graph_is_what_the_definitions_say() throws IOException {
        for (long seed = 0; seed < 300; seed++) {
            compare(RandomHeaps.heapOfAllTypes(seed), "RandomHeaps, seed " + seed);
        }
    }

    private void compare(HeapFile heap, String what) throws IOException {
        Path file = heap.writeTo(folder.resolve("a.heapsnapshot"));
        try (HeapGraph graph = V8Snapshots.open(file)) {
            GraphComparison.assertSame(graph, SlowV8Snapshot.open(file), what);
        }
    }
}
