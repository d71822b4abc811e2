package dev.tidemark.testkit;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static dev.tidemark.testkit.Heaps.v8Heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.HeapFile.Location;
import dev.tidemark.testkit.HeapFile.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeHeapTest {
    private final NodeHeap process = nodeHeap();

    @Test
    void a_module_variable_is_reached_through_the_scope_of_an_exported_function() {
        JsMap sessions = process.map();
        process.module("/app/sessions.js").variable("sessions", sessions);

        assertThat(pathTo(process.snapshot(), sessions))
                .containsExactly(
                        "element 1",
                        "element 6",
                        "internal 2",
                        "property cache",
                        "property /app/sessions.js",
                        "property exports",
                        "property handle",
                        "internal context",
                        "context sessions");
    }

    @Test
    void what_an_ecmascript_module_exports_lies_in_a_cell() {
        JsMap sessions = process.map();
        process.esModule("/app/sessions.mjs").export("sessions", sessions);

        HeapFile heap = process.snapshot();

        assertThat(pathTo(heap, sessions)).endsWith("hidden 0", "internal 10", "internal value");
        assertThat(heap.find("file:///app/sessions.mjs")).isPositive();
    }

    @Test
    void the_entries_of_a_map_lie_in_its_table_in_the_order_of_insertion() {
        JsMap map = process.map();
        V8Object first = process.instance("Session", 64);
        V8Object second = process.instance("Session", 64);
        map.put("a", first).put("gone", process.plainObject()).put("b", second).delete("gone");
        process.module("/app/a.js").variable("map", map);

        HeapFile heap = process.snapshot();
        int table = target(heap, heap.find(map), "table");

        assertThat(heap.shallowSize(table)).isEqualTo(152);
        assertThat(heap.references(table))
                .extracting(Reference::name, r -> heap.name(r.target()))
                .containsExactly(
                        tuple("5", "a"),
                        tuple("6", "Session"),
                        tuple("11", "b"),
                        tuple("12", "Session"));
    }

    @Test
    void snapshots_of_one_process_share_ids_and_new_objects_have_higher_ones() {
        JsMap sessions = process.map();
        V8Object kept = process.instance("Session", 64);
        V8Object closed = process.instance("Session", 64);
        process.module("/app/a.js").variable("sessions", sessions.put("1", kept).put("2", closed));
        HeapFile before = process.snapshot();
        sessions.delete("2");
        List<V8Object> added = new ArrayList<>();
        for (int i = 10; i < 30; i++) {
            added.add(process.instance("Session", 64));
            sessions.put("sid-" + i, added.getLast());
        }
        HeapFile after = process.snapshot();

        long highest = ids(before).stream().mapToLong(id -> id).max().orElseThrow();
        assertThat(ids(before)).contains(kept.id(), closed.id());
        assertThat(ids(after)).contains(kept.id()).doesNotContain(closed.id());
        assertThat(added).allMatch(session -> session.id() > highest);
        assertThat(ids(after)).containsAll(added.stream().map(V8Object::id).toList());
    }

    @Test
    void a_map_that_grows_gets_a_new_table() {
        JsMap map = process.map();
        process.module("/app/a.js").variable("map", map.put("1", process.plainObject()));
        HeapFile before = process.snapshot();
        IntStream.range(10, 20).forEach(i -> map.put("" + i, process.plainObject()));
        HeapFile after = process.snapshot();

        assertThat(after.id(target(after, after.find(map), "table")))
                .isNotEqualTo(before.id(target(before, before.find(map), "table")));
    }

    @Test
    void one_listener_is_held_directly_and_several_by_an_array() {
        JsModule module = process.module("/app/bus.js");
        JsFunction onData = module.function("onData", 12, 6);
        V8Object first = onData.closure();
        JsEmitter bus = process.emitter().on("data", first).on("end", onData.closure());
        module.variable("bus", bus);
        HeapFile one = process.snapshot();
        V8Object second = onData.capturing("request", process.instance("Request", 200));
        bus.on("data", second);
        HeapFile two = process.snapshot();

        assertThat(pathTo(one, first)).endsWith("property _events", "property data");
        assertThat(pathTo(two, second)).endsWith("property data", "element 1");
        assertThat(two.location(two.find(second))).contains(new Location(module.scriptId(), 12, 6));
        assertThat(target(two, two.find(first), "shared"))
                .isEqualTo(target(two, two.find(second), "shared"));
    }

    @Test
    void a_listener_taken_off_is_gone_from_the_next_snapshot() {
        JsModule module = process.module("/app/bus.js");
        V8Object listener = module.function("onData", 1, 1).closure();
        JsEmitter bus = process.emitter().once("data", listener).on("data", listener);
        module.variable("bus", bus.off("data", listener));

        assertThat(bus.listenerCount("data")).isEqualTo(1);
        HeapFile wrapped = process.snapshot();
        assertThat(pathTo(wrapped, listener)).endsWith("property data", "property listener");
    }

    @Test
    void an_interval_hangs_from_the_list_of_its_delay_until_it_is_cleared() {
        JsModule module = process.module("/app/poll.js");
        V8Object callback = module.function("poll", 3, 12).closure();
        JsTimer first = process.setInterval(callback, 30_000);
        JsTimer second = process.setInterval(module.function("poll2", 9, 1).closure(), 30_000);

        HeapFile running = process.snapshot();
        assertThat(pathTo(running, callback))
                .containsSubsequence("property setInterval", "context timerListMap")
                .endsWith("element 30000", "property _idlePrev", "property _onTimeout");
        assertThat(running.references(running.find(second)))
                .extracting(Reference::name)
                .contains("_repeat");

        first.clear();
        second.clear();
        assertThat(ids(process.snapshot()))
                .doesNotContain(callback.id(), first.object().id(), second.object().id());
    }

    @Test
    void chunks_that_were_not_taken_wait_in_the_writable_state() {
        JsWritable stream = process.writable("Socket").write(1024).write(2048);
        process.module("/app/a.js").variable("stream", stream);
        HeapFile full = process.snapshot();
        stream.drain();
        HeapFile drained = process.snapshot();

        int state = target(full, full.find(stream), "_writableState");
        int buffered = target(full, state, "<symbol kBufferedValue>");
        assertThat(full.references(buffered)).hasSize(3);
        assertThat(full.name(full.references(buffered).getFirst().target())).isEqualTo("Object");
        assertThat(full.shallowSize(full.find("system / JSArrayBufferData"))).isEqualTo(1024);
        assertThat(drained.references(drained.find("WritableState")))
                .extracting(Reference::name)
                .containsExactly("onwrite");
    }

    @Test
    void a_weak_map_holds_a_value_by_two_edges_of_one_pair_as_long_as_the_key_lives() {
        V8Object key = process.instance("Request", 64);
        V8Object value = process.instance("Trace", 80);
        JsWeakMap traces = process.weakMap().set(key, value);
        JsArray requests = process.array(key);
        process.module("/app/a.js").variable("traces", traces).variable("requests", requests);
        HeapFile alive = process.snapshot();
        String table = "" + alive.id(target(alive, alive.find(traces), "table"));
        requests.remove(key);
        HeapFile dead = process.snapshot();

        String pair =
                " / part of key (Request @%d) -> value (Trace @%d) pair in WeakMap (table @%s)"
                        .formatted(key.id(), value.id(), table);
        assertThat(retainers(alive, value)).containsExactlyInAnyOrder("1" + pair, "3" + pair, "6");
        assertThat(ids(dead)).doesNotContain(key.id(), value.id());
    }

    @Test
    void dictionaries_arrays_and_sets_show_their_backing_stores() {
        JsDictionary table = process.dictionary();
        IntStream.range(0, 20).forEach(i -> table.set("key-" + i, process.plainObject()));
        JsSet set = process.set().add(process.plainObject());
        JsArray array = process.array(process.plainObject(), process.plainObject());
        process.module("/app/a.js").variable("t", table).variable("s", set).variable("a", array);

        HeapFile heap = process.snapshot();

        assertThat(heap.references(heap.find(table))).hasSize(21);
        assertThat(heap.references(target(heap, heap.find(table), "properties"))).hasSize(40);
        assertThat(heap.references(target(heap, heap.find(set), "table"))).hasSize(1);
        assertThat(heap.references(heap.find(array)))
                .extracting(Reference::name)
                .containsExactly("0", "1", "elements");
        assertThat(heap.shallowSize(heap.find("(object elements)"))).isPositive();
    }

    @Test
    void what_only_weak_references_lead_to_is_collected_unless_all_is_asked_for() {
        V8Heap heap = v8Heap();
        V8Object held = heap.object("Held", 8);
        V8Object weaklyHeld = heap.object("WeaklyHeld", 8);
        heap.root().element(1, held.weak("target", weaklyHeld));

        assertThat(heap.snapshot().objectCount()).isEqualTo(2);
        assertThat(heap.snapshotWithoutCollection().objectCount()).isEqualTo(3);
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private static List<Long> ids(HeapFile heap) {
        return IntStream.range(0, heap.objectCount()).mapToObj(heap::id).toList();
    }

    private static int target(HeapFile heap, int object, String name) {
        return heap.references(object).stream()
                .filter(reference -> reference.name().equals(name))
                .findFirst()
                .orElseThrow()
                .target();
    }

    private static List<String> retainers(HeapFile heap, V8Object value) {
        int object = heap.find(value);
        return IntStream.range(0, heap.objectCount())
                .mapToObj(heap::references)
                .flatMap(List::stream)
                .filter(reference -> reference.target() == object)
                .map(Reference::name)
                .toList();
    }

    /**
     * The references of the shortest path from the root, without weak ones and without shortcuts.
     */
    private static List<String> pathTo(HeapFile heap, JsValue value) {
        int wanted = heap.find(value);
        int[] parents = new int[heap.objectCount()];
        String[] names = new String[heap.objectCount()];
        List<Integer> open = new ArrayList<>(List.of(0));
        for (int next = 0; next < open.size(); next++) {
            int object = open.get(next);
            for (Reference reference : heap.references(object)) {
                boolean isStrong = reference.type() != V8EdgeType.WEAK;
                int target = reference.target();
                if (isStrong && target != 0 && names[target] == null) {
                    names[target] = reference.type().text() + " " + reference.name();
                    parents[target] = object;
                    open.add(target);
                }
            }
        }
        List<String> path = new ArrayList<>();
        for (int object = wanted; object != 0; object = parents[object]) {
            path.addFirst(names[object]);
        }
        return path;
    }
}
