package dev.tidemark.explain;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.model.Explanation;
import dev.tidemark.testkit.NodeHeap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntConsumer;

/** Snapshots of a drawn process with work between them, and what is made of them. */
final class Series {
    private Series() {}

    /** {@code operations} before the first snapshot and between each two of {@code snapshots}. */
    static Explanation explain(
            NodeHeap process, int snapshots, int operations, IntConsumer operation) {
        List<HeapGraph> heaps = new ArrayList<>();
        try {
            Path folder = Files.createTempDirectory("series");
            int done = 0;
            for (int i = 0; i < snapshots; i++) {
                for (int end = done + operations; done < end; done++) {
                    operation.accept(done);
                }
                Path file = folder.resolve(i + ".heapsnapshot");
                heaps.add(V8Snapshots.open(process.snapshot().writeTo(file)));
            }
            return Explainer.explain(heaps, OptionalLong.of(operations));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
