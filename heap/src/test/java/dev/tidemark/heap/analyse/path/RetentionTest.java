package dev.tidemark.heap.analyse.path;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.analyse.v8.V8Rules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.JsArray;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.JsModule;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.V8Object;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetentionTest {
    @TempDir Path folder;

    private final NodeHeap process = nodeHeap();
    private final JsModule module = process.module("/app/cache.js");

    @Test
    void the_owner_of_a_module_variable_is_the_module_whichever_function_shares_its_scope()
            throws IOException {
        JsMap sessions = process.map();
        module.variable("sessions", sessions);
        // A shorter way leads over a function that only happens to be made in the module.
        process.global().property("g", module.function("g", 3, 0).closure());
        sessions.put("a", process.instance("Session", 64));
        sessions.put("b", process.instance("Session", 64));

        assertThat(paths("Session"))
                .containsExactly("2 x module cache.js > sessions : Map > [*] : Session");
    }

    @Test
    void a_thing_with_two_owners_is_shown_with_both() throws IOException {
        JsMap byId = process.map();
        JsArray all = process.array();
        module.variable("byId", byId).variable("all", all);
        V8Object session = process.instance("Session", 64);
        byId.put("a", session);
        all.push(session);

        assertThat(paths("@" + session.id()))
                .containsExactlyInAnyOrder(
                        "1 x module cache.js > byId : Map > [*] : Session",
                        "1 x module cache.js > all : Array > [*] : Session");
    }

    @Test
    void a_path_finds_its_objects_without_types_and_with_a_wildcard() throws IOException {
        JsMap sessions = process.map();
        module.variable("sessions", sessions);
        sessions.put("a", process.instance("Session", 64));

        // The key and the value.
        assertThat(paths("module cache.js > sessions > [*]")).hasSize(2);
        assertThat(paths("module * > sessions : Map > [*] : Session")).hasSize(1);
        assertThat(paths("module other.js > sessions > [*]")).isEmpty();
    }

    private List<String> paths(String what) throws IOException {
        HeapFile file = process.snapshot();
        try (HeapGraph graph = V8Snapshots.open(file.writeTo(folder.resolve("a.heapsnapshot")))) {
            Snapshot snapshot = Snapshot.of(graph, V8Rules.of(graph));
            return Retention.of(snapshot, ObjectQuery.find(snapshot, what)).stream()
                    .map(held -> held.objects() + " x " + held.path())
                    .toList();
        }
    }
}
