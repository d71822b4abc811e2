package dev.tidemark.heap.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.JvmObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DominatorPathsTest {
    @TempDir private Path folder;

    @Test
    void a_class_of_a_jvm_goes_by_its_own_name() throws IOException {
        HotSpotHeap process = new HotSpotHeap();
        JvmObject session = process.instance("com.acme.Session");
        process.type("com.acme.Registry").set("last", session);
        Path file = folder.resolve("one.hprof");
        process.dump().writeTo(file);

        try (HeapGraph graph = Heaps.open(file);
                DominatorTree dominators = DominatorTree.of(graph)) {
            List<Integer> upwards = new ArrayList<>();
            for (int at = only(graph, "com.acme.Session"); at != graph.root(); ) {
                upwards.add(at);
                at = dominators.immediateDominatorOf(at);
            }
            upwards.add(graph.root());

            assertThat(new DominatorPaths(graph).path(upwards).toString())
                    .endsWith("class com.acme.Registry > last : com.acme.Session");
        }
    }

    private static int only(HeapGraph graph, String type) {
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.typeName(graph.typeOf(object)).equals(type)) {
                return object;
            }
        }
        throw new AssertionError("no " + type);
    }
}
