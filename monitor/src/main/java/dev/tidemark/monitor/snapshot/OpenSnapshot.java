package dev.tidemark.monitor.snapshot;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.source.SourceFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * One snapshot file with all that pages ask of it, worked out once. Owners and what the runtime's
 * rules say of objects are for one thread at a time, which {@link SnapshotApi} sees to.
 */
final class OpenSnapshot implements AutoCloseable {
    /** Of the biggest objects nobody reads more. */
    private static final int MOST_BIGGEST = 10_000;

    private final Path file;
    private final HeapGraph graph;
    private final DominatorTree dominators;
    private final RetainedSizes retained;
    private final List<TypeSummary> types;
    private final Snapshot snapshot;
    private final Retainers retainers;
    private final PathTrie trie = new PathTrie();
    private final ObjectPaths paths;
    private final int[] biggest;

    private OpenSnapshot(Path file, HeapGraph graph) {
        this.file = file;
        this.graph = graph;
        this.dominators = DominatorTree.of(graph);
        this.retained = RetainedSizes.of(graph, dominators);
        this.types = TypeSummary.of(graph, dominators, retained);
        this.snapshot = Heaps.snapshot(graph, new SourceFiles());
        this.retainers = Retainers.of(graph);
        this.paths = new ObjectPaths(snapshot, trie);
        this.biggest = findBiggest();
    }

    private int[] findBiggest() {
        Selection selection = new Selection(true, MOST_BIGGEST);
        for (int position = 1; position < dominators.reachableCount(); position++) {
            int object = dominators.objectAt(position);
            if (graph.kind(object) != ObjectKind.SYNTHETIC) {
                selection.add(retained.at(position), object);
            }
        }
        return selection.from(0);
    }

    static OpenSnapshot read(Path file, Referents referents) throws IOException {
        HeapGraph graph = Heaps.open(file, referents);
        try {
            return new OpenSnapshot(file, graph);
        } catch (RuntimeException | Error e) {
            graph.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    HeapGraph graph() {
        return graph;
    }

    DominatorTree dominators() {
        return dominators;
    }

    RetainedSizes retained() {
        return retained;
    }

    /** By falling retained size. */
    List<TypeSummary> types() {
        return types;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Retainers retainers() {
        return retainers;
    }

    /** The objects that retain most, by falling size. */
    int[] biggest() {
        return biggest;
    }

    /** The path to an object as findings print it; empty if none leads there. */
    String path(int object) {
        return snapshot.owners().reaches(object)
                ? snapshot.rules().readable(trie.steps(paths.of(object))).toString()
                : "";
    }

    @Override
    public void close() {
        retainers.close();
        retained.close();
        dominators.close();
        graph.close();
    }
}
