package dev.tidemark.heap.analyse.growth;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.analyse.v8.V8Rules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.v8.V8Snapshots;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.JsArray;
import dev.tidemark.testkit.JsFunction;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.JsModule;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.V8Object;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowthsTest {
    @TempDir Path folder;

    @Test
    void one_process_is_followed_by_ids() throws IOException {
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/a.js").variable("sessions", sessions);
        List<HeapFile> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sessions.put("s" + i, process.instance("Session", 64));
            if (i % 100 == 99) {
                files.add(process.snapshot());
            }
        }

        Growth growth = compare(files);

        assertThat(growth.sameProcess()).isTrue();
        assertThat(growth.accumulations().getFirst().counts()).containsExactly(100L, 200L, 300L);
    }

    @Test
    void several_processes_are_compared_by_path() throws IOException {
        List<HeapFile> files = new ArrayList<>();
        for (int run = 1; run <= 3; run++) {
            NodeHeap process = nodeHeap();
            for (int i = 0; i < 400 * run; i++) {
                // Ids mean something else in every process.
                process.global().property("junk" + i, process.instance("Junk" + run, 16));
            }
            JsMap sessions = process.map();
            process.module("/app/a.js").variable("sessions", sessions);
            for (int i = 0; i < 100 * run; i++) {
                sessions.put("s" + i, process.instance("Session", 64));
            }
            files.add(process.snapshot());
        }

        Growth growth = compare(files);

        assertThat(growth.sameProcess()).isFalse();
        assertThat(growth.accumulations())
                .anySatisfy(found -> {
                    assertThat(found.holder().toString()).isEqualTo("module a.js > sessions : Map");
                    assertThat(found.counts()).containsExactly(100L, 200L, 300L);
                });
    }

    @Test
    void a_large_quiet_heap_that_v8_numbered_anew_is_compared_by_path() throws IOException {
        List<HeapFile> files = new ArrayList<>();
        for (int run = 1; run <= 3; run++) {
            // Nothing has died, so nearly all ids say the same as before; but not all.
            NodeHeap process = nodeHeap();
            for (int i = 0; i < 4000; i++) {
                process.global().property("static" + i, process.instance("Static", 16));
            }
            V8Object sessions = process.instance("Sessions", 40);
            process.module("/app/a.js").variable("sessions", sessions);
            for (int i = 0; i < 100 * run; i++) {
                sessions.property("s" + i, process.instance("Session", 64));
            }
            files.add(process.snapshot());
        }

        assertThat(compare(files).sameProcess()).isFalse();
    }

    @Test
    void a_list_that_gets_a_new_head_grows_by_its_links() throws IOException {
        NodeHeap process = nodeHeap();
        V8Object scope =
                process.module("/app/a.js").variable("head", process.plainObject()).scope();
        V8Object head = null;
        List<HeapFile> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            V8Object link = process.instance("Link", 40);
            if (head != null) {
                link.property("next", head);
            }
            head = link;
            scope.drop("head").context("head", head);
            if (i % 100 == 99) {
                files.add(process.snapshot());
            }
        }

        Accumulation list = compare(files).accumulations().getFirst();

        assertThat(list.entryType()).isEqualTo("Link");
        assertThat(list.added()).containsExactly(99L, 99L);
        // The head itself is not an entry.
        assertThat(list.counts()).containsExactly(100L, 199L, 299L);
    }

    /** Functions that are made together share one scope, and so keep what only one of them uses. */
    @Test
    void what_each_new_one_keeps_by_the_scope_of_its_function_is_a_chain() throws IOException {
        NodeHeap process = nodeHeap();
        JsModule module = process.module("/app/a.js").variable("latest", process.plainObject());
        JsFunction read = module.function("read", 3, 8);
        V8Object latest = process.plainObject();
        List<HeapFile> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            V8Object thing = process.instance("Thing", 40);
            latest = thing.property("read", read.capturing("original", latest));
            module.scope().drop("latest").context("latest", latest);
            if (i % 100 == 99) {
                files.add(process.snapshot());
            }
        }

        Accumulation chain = compare(files).accumulations().getFirst();

        assertThat(chain.holder().toString()).isEqualTo("module a.js > latest : Thing");
        assertThat(chain.entryType()).isEqualTo("Thing");
        assertThat(chain.added()).containsExactly(99L, 99L);
        assertThat(chain.counts()).containsExactly(100L, 199L, 299L);
    }

    /** What Node.js keeps in memory of its own has another id in every snapshot. */
    @Test
    void what_is_numbered_anew_in_each_snapshot_grows_by_its_number() throws IOException {
        NodeHeap process = nodeHeap();
        V8Object binding = process.instance("BlobBinding", 72);
        JsModule module = process.module("/app/a.js").variable("binding", binding);
        for (int i = 0; i < 2000; i++) {
            module.variable("old" + i, process.plainObject());
        }
        List<HeapFile> files = new ArrayList<>();
        for (int count : List.of(100, 200, 300)) {
            V8Object blobs = process.heap().nativeObject("Node / map", 56);
            binding.drop("blobs").property("blobs", blobs);
            for (int i = 0; i < count; i++) {
                V8Object store = process.heap().nativeObject("Node / Store", 4000);
                blobs.element(
                        i, process.heap().nativeObject("Node / pair", 88).internal("store", store));
            }
            files.add(process.snapshot());
        }

        Accumulation blobs = compare(files).accumulations().getFirst();

        assertThat(blobs.holder().toString())
                .isEqualTo("module a.js > binding : BlobBinding > blobs : Node / map");
        assertThat(blobs.entryType()).isEqualTo("Node / pair");
        assertThat(blobs.added()).containsExactly(100L, 100L);
        assertThat(blobs.removed()).containsExactly(0L, 0L);
        assertThat(blobs.counts()).containsExactly(100L, 200L, 300L);
    }

    @Test
    void a_list_linked_both_ways_grows_by_its_links_however_they_are_reached() throws IOException {
        NodeHeap process = nodeHeap();
        V8Object waiting = process.instance("Waiting", 40);
        process.module("/app/a.js").variable("waiting", waiting);
        V8Object tail = null;
        List<HeapFile> files = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            V8Object link = process.instance("Link", 40);
            if (tail == null) {
                waiting.property("head", link);
            } else {
                link.property("prev", tail);
                tail.property("next", link);
            }
            tail = link;
            waiting.drop("tail").property("tail", tail);
            if (i % 100 == 99) {
                files.add(process.snapshot());
            }
        }

        Accumulation list = compare(files).accumulations().getFirst();

        assertThat(list.holder().toString()).isEqualTo("module a.js > waiting : Waiting");
        assertThat(list.entryType()).isEqualTo("Link");
        assertThat(list.counts()).containsExactly(100L, 200L, 300L, 400L);
        assertThat(list.added()).containsExactly(100L, 100L, 100L);
    }

    @Test
    void a_state_that_is_copied_with_the_list_in_it_grows_by_what_the_list_gets()
            throws IOException {
        NodeHeap process = nodeHeap();
        V8Object scope =
                process.module("/app/a.js").variable("state", process.plainObject()).scope();
        List<V8Object> orders = new ArrayList<>();
        List<HeapFile> files = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            orders.add(process.instance("Order", 64));
            JsArray copy = process.array();
            orders.forEach(copy::push);
            scope.drop("state").context("state", process.plainObject().property("orders", copy));
            if (i % 100 == 99) {
                files.add(process.snapshot());
            }
        }

        Accumulation found = compare(files).accumulations().getFirst();

        assertThat(found.holder().toString())
                .isEqualTo("module a.js > state : Object > orders : Array");
        assertThat(found.entryType()).isEqualTo("Order");
        assertThat(found.added()).containsExactly(100L, 100L);
    }

    private Growth compare(List<HeapFile> files) throws IOException {
        List<HeapGraph> graphs = new ArrayList<>();
        List<Snapshot> snapshots = new ArrayList<>();
        try {
            for (HeapFile file : files) {
                Path path = folder.resolve(graphs.size() + ".heapsnapshot");
                graphs.add(V8Snapshots.open(file.writeTo(path)));
                snapshots.add(Snapshot.of(graphs.getLast(), V8Rules.of(graphs.getLast())));
            }
            return Growths.compare(snapshots);
        } finally {
            graphs.forEach(HeapGraph::close);
        }
    }
}
