package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.path.ObjectPaths;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.JvmValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The paths of a drawn heap, as people read them. */
final class JvmPaths implements AutoCloseable {
    private final HprofFile file;
    private final HeapGraph graph;
    private final Snapshot snapshot;
    private final PathTrie trie = new PathTrie();
    private final ObjectPaths paths;

    JvmPaths(Path folder, HprofFile file) {
        this.file = file;
        try {
            graph = Heaps.open(file.writeTo(folder.resolve("heap.hprof")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        snapshot = Heaps.snapshot(graph);
        paths = new ObjectPaths(snapshot, trie);
    }

    Snapshot snapshot() {
        return snapshot;
    }

    int find(JvmValue value) {
        long id = file.address(value);
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.objectId(object) == id) {
                return object;
            }
        }
        throw new IllegalArgumentException(value.object() + " is not in the dump");
    }

    /** The path of an object; empty for one that is not reached. */
    String of(JvmValue value) {
        int object = find(value);
        boolean reached = false;
        for (int i = 0; i < snapshot.owners().reachedCount() && !reached; i++) {
            reached = snapshot.owners().inOrder(i) == object;
        }
        if (!reached || isAside(object)) {
            return "";
        }
        return snapshot.rules().readable(trie.steps(paths.of(object))).toString();
    }

    /** Whether the object counts as the runtime's own. */
    private boolean isAside(int object) {
        for (int at = object; at != OwnerTree.NONE; at = snapshot.owners().parent(at)) {
            if (snapshot.rules().isBookkeeping(at)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        graph.close();
    }
}
