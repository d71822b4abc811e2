package dev.tidemark.heap.read.v8;

import static dev.tidemark.testkit.Heaps.v8Heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.JsValue;
import dev.tidemark.testkit.V8Heap;
import dev.tidemark.testkit.V8NodeType;
import dev.tidemark.testkit.V8Object;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of Chrome DevTools, one small heap each. {@link ReaderRulesTest} has them together. */
class DevToolsRulesTest {
    @TempDir Path folder;
    private final V8Heap heap = v8Heap();
    private final List<HeapGraph> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(HeapGraph::close);
    }

    @Nested
    class WhatRetains {
        @Test
        void weak_references_and_those_to_oneself_do_not() throws IOException {
            V8Object target = heap.object("Target", 8);
            V8Object from = heap.object("From", 8);
            from.weak("weak", target).property("self", from).property("strong", target);
            heap.root().property("from", from);
            assertThat(retaining(from)).containsExactly("strong");
        }

        @Test
        void shortcuts_do_only_from_the_root() throws IOException {
            V8Object global = heap.object("global", 8);
            V8Object bound = heap.closure("bound").shortcut("bound_this", global);
            global.property("f", bound);
            heap.root().shortcut("1", global);
            assertThat(retaining(bound)).isEmpty();
            assertThat(retaining(heap.root())).containsExactly("1");
        }

        @Test
        void the_key_of_a_weak_map_entry_does_and_the_table_does_not() throws IOException {
            V8Object table = heap.array("", 64);
            V8Object key = heap.object("Key", 8);
            V8Object value = heap.object("Value", 8);
            String pair = pair(key, value, table);
            key.internal("2 / " + pair, value);
            table.internal("9 / " + pair, value).internal("other", value);
            heap.root().property("key", key).property("table", table);
            assertThat(retaining(key)).containsExactly("2 / " + pair);
            assertThat(retaining(table)).containsExactly("other");
        }

        @Test
        void a_name_that_only_looks_like_a_weak_map_entry_is_no_exception() throws IOException {
            V8Object table = heap.array("", 64);
            V8Object value = heap.object("Value", 8);
            String pair = pair(value, value, table);
            table.internal("1 / " + pair + " ", value)
                    .internal("x / " + pair, value)
                    .internal("3 " + pair, value)
                    .property("4 / " + pair, value);
            heap.root().property("table", table);
            assertThat(retaining(table)).hasSize(4);
        }

        @Test
        void the_runtime_does_not_retain_what_the_program_reaches() throws IOException {
            V8Object shared = heap.object("Shared", 8);
            V8Object global = heap.object("global", 8).property("shared", shared);
            V8Object own = heap.object("Own", 8);
            V8Object handles = heap.synthetic("(Global handles)");
            V8Object debugger = heap.object("Debugger", 8);
            debugger.property("shared", shared).property("own", own);
            handles.element(1, debugger);
            heap.root().shortcut("1", global).element(2, handles).element(3, shared);
            assertThat(retaining(debugger)).containsExactly("own");
            assertThat(retaining(global)).containsExactly("shared");
            // The root is no part of the runtime in this.
            assertThat(retaining(heap.root())).containsExactly("1", "2", "3");
        }

        @Test
        void documents_are_a_part_of_the_program() throws IOException {
            V8Object node = heap.nativeObject("<div>", 8);
            V8Object documents = heap.synthetic("(Document DOM trees)").element(1, node);
            V8Object other = heap.synthetic("(Internalized strings)").element(1, node);
            heap.root().element(1, documents).element(2, other);
            assertThat(retaining(documents)).containsExactly("1");
            assertThat(retaining(other)).isEmpty();
        }

        @Test
        void what_the_program_reaches_only_weakly_is_not_its_own() throws IOException {
            V8Object cached = heap.object("Cached", 8);
            V8Object global = heap.object("global", 8).weak("cached", cached);
            V8Object cache = heap.object("Cache", 8).property("cached", cached);
            heap.root().shortcut("1", global).property("cache", cache);
            assertThat(retaining(cache)).containsExactly("cached");
        }

        private String pair(V8Object key, V8Object value, V8Object table) {
            return "part of key (%s @%d) -> value (%s @%d) pair in WeakMap (table @%d)"
                    .formatted(key.name(), key.id(), value.name(), value.id(), table.id());
        }

        private List<String> retaining(V8Object from) throws IOException {
            HeapFile file = heap.snapshotWithoutCollection();
            HeapGraph graph = open(file);
            int object = file.find(from);
            List<String> names = new ArrayList<>();
            long end = graph.firstReference(object + 1);
            for (long reference = graph.firstReference(object); reference < end; reference++) {
                if (graph.retains(reference)) {
                    names.add(graph.referenceName(reference));
                }
            }
            return names;
        }
    }

    @Nested
    class ShallowSizes {
        private final V8Object owner = heap.object("Owner", 16);

        @Test
        void what_one_object_alone_owns_counts_with_it() throws IOException {
            V8Object elements = heap.array("(object elements)", 100);
            owner.internal("elements", elements.internal("map", heap.hidden("system / Map", 7)));
            heap.root().property("owner", owner);
            assertThat(size(owner)).isEqualTo(16 + 100 + 7);
            assertThat(size(elements)).isZero();
        }

        @Test
        void what_two_objects_own_keeps_its_size_and_so_does_what_hangs_from_it()
                throws IOException {
            V8Object below = heap.hidden("system / Below", 7);
            V8Object shared = heap.array("", 100).internal("below", below);
            V8Object other = heap.object("Other", 8).internal("shared", shared);
            owner.internal("shared", shared);
            heap.root().property("owner", owner).property("other", other);
            assertThat(size(owner)).isEqualTo(16);
            assertThat(size(shared)).isEqualTo(100);
            assertThat(size(below)).isEqualTo(7);
        }

        @Test
        void what_is_reached_twice_from_one_owner_has_one_owner() throws IOException {
            V8Object leaf = heap.hidden("system / Leaf", 5);
            owner.internal("a", heap.hidden("system / A", 1).internal("leaf", leaf));
            owner.internal("b", heap.hidden("system / B", 2).internal("leaf", leaf));
            heap.root().property("owner", owner);
            assertThat(size(owner)).isEqualTo(16 + 1 + 2 + 5);
        }

        @Test
        void what_hangs_from_a_root_group_or_weakly_stays_where_it_is() throws IOException {
            V8Object table = heap.array("", 100);
            V8Object atRoot = heap.array("", 40);
            heap.root()
                    .element(1, heap.synthetic("(Strong roots)").element(1, table))
                    .element(2, atRoot)
                    .property("owner", owner.weak("table", table).weak("atRoot", atRoot));
            assertThat(size(table)).isEqualTo(100);
            assertThat(size(atRoot)).isEqualTo(40);
            assertThat(size(owner)).isEqualTo(16);
        }

        @Test
        void of_native_memory_only_the_characters_of_strings_move() throws IOException {
            V8Object string = heap.node(V8NodeType.STRING, "text", 16);
            V8Object characters = heap.nativeObject("system / ExternalStringData", 1_000);
            V8Object buffer = heap.nativeObject("system / JSArrayBufferData", 500);
            string.internal("data", characters);
            owner.internal("data", buffer);
            heap.root().property("owner", owner).property("string", string);
            assertThat(size(string)).isEqualTo(16 + 1_000);
            assertThat(size(buffer)).isEqualTo(500);
        }

        @Test
        void nothing_moves_when_only_root_groups_hang_from_the_root() throws IOException {
            owner.internal("elements", heap.array("", 100));
            heap.root().element(1, heap.synthetic("(GC roots)").element(1, owner));
            assertThat(size(owner)).isEqualTo(16);
        }

        @Test
        void sizes_beyond_four_gigabytes_move_too() throws IOException {
            owner.internal("elements", heap.array("", 5L << 30));
            heap.root().property("owner", owner);
            assertThat(size(owner)).isEqualTo((5L << 30) + 16);
        }

        private long size(V8Object of) throws IOException {
            HeapFile file = heap.snapshotWithoutCollection();
            return open(file).shallowSize(file.find(of));
        }
    }

    @Nested
    class TypesOfObjects {
        @Test
        void plain_objects_are_named_by_properties_that_two_of_them_share() throws IOException {
            V8Object one = plain("id", "name");
            V8Object two = plain("id", "name");
            V8Object alone = plain("once");
            assertThat(typeName(one)).isEqualTo("{id, name}");
            assertThat(type(one)).isEqualTo(type(two));
            assertThat(typeName(alone)).isEqualTo("Object");
        }

        @Test
        void one_in_a_thousand_must_start_with_the_same_properties() throws IOException {
            V8Object rare = plain("rare");
            plain("rare");
            for (int i = 0; i < 1_998; i++) {
                plain("common");
            }
            assertThat(typeName(rare)).isEqualTo("{rare}");
            // Two of 2,001 are less than one in a thousand.
            plain("common");
            assertThat(typeName(rare)).isEqualTo("Object");
        }

        @Test
        void an_object_has_the_interface_with_most_of_its_properties() throws IOException {
            plain("a");
            plain("a");
            plain("b", "a");
            plain("b", "a");
            V8Object more = plain("z", "b", "y", "a");
            assertThat(typeName(more)).isEqualTo("{b, a}");
        }

        @Test
        void of_two_orders_of_the_same_properties_the_commoner_names_both() throws IOException {
            V8Object rarer = plain("x", "y");
            plain("x", "y");
            plain("y", "x");
            plain("y", "x");
            plain("y", "x");
            assertThat(typeName(rarer)).isEqualTo("{y, x}");
        }

        @Test
        void the_prototype_is_no_property_and_odd_names_are_quoted() throws IOException {
            V8Object odd = plain("__proto__", "a,b", "say \"hi\"", "line\n{}");
            plain("__proto__", "a,b", "say \"hi\"", "line\n{}");
            assertThat(typeName(odd)).isEqualTo("{\"a,b\", \"say \\\"hi\\\"\", \"line\\n{}\"}");
        }

        @Test
        void names_of_interfaces_stay_below_120_characters() throws IOException {
            V8Object wide = plain("p".repeat(60), "q".repeat(57), "r", "s");
            plain("p".repeat(60), "q".repeat(57), "other");
            // 1 + 60 + 2 + 57 = 120: nothing more fits.
            assertThat(typeName(wide))
                    .isEqualTo("{" + "p".repeat(60) + ", " + "q".repeat(57) + "}");
        }

        @Test
        void classes_of_one_name_are_told_apart_by_where_their_constructors_are()
                throws IOException {
            V8Object here = heap.object("Session", 8).at(1, 10, 2);
            V8Object alsoHere = heap.object("Session", 8).at(1, 10, 2);
            V8Object there = heap.object("Session", 8).at(1, 20, 2);
            V8Object unknown = heap.object("Session", 8);
            for (V8Object object : List.of(here, alsoHere, there, unknown)) {
                heap.root().property("session", object);
                assertThat(typeName(object)).isEqualTo("Session");
            }
            assertThat(type(here)).isEqualTo(type(alsoHere));
            assertThat(List.of(type(here), type(there), type(unknown))).doesNotHaveDuplicates();
        }

        @Test
        void what_is_no_object_counts_under_its_kind() throws IOException {
            assertThat(typeName(heap.closure("f"))).isEqualTo("Function");
            assertThat(typeName(heap.code("f", 8))).isEqualTo("(compiled code)");
            assertThat(typeName(heap.hidden("system / Map", 8))).isEqualTo("(system)");
            assertThat(typeName(heap.string("text"))).isEqualTo("(string)");
            assertThat(typeName(heap.node(V8NodeType.CONCATENATED_STRING, "a", 8)))
                    .isEqualTo("(concatenated string)");
            assertThat(typeName(heap.node(V8NodeType.OBJECT_SHAPE, "a", 8)))
                    .isEqualTo("(object shape)");
            assertThat(typeName(heap.node(V8NodeType.REGEXP, "/a/", 8))).isEqualTo("RegExp");
        }

        private V8Object plain(String... properties) {
            V8Object object = heap.object("Object", 8);
            for (String property : properties) {
                object.property(property, heap.root());
            }
            heap.root().property("plain", object);
            return object;
        }
    }

    @Nested
    class DomNodes {
        @Test
        void a_detached_node_is_called_so_by_its_tag() throws IOException {
            V8Object node = heap.nativeObject("<div id=\"a\">", 8).detached();
            heap.root().property("node", node);
            HeapFile file = heap.snapshot();
            assertThat(open(file).name(file.find(node))).isEqualTo("Detached <div id=\"a\">");
            assertThat(typeName(node)).isEqualTo("Detached <div>");
        }

        @Test
        void attributes_are_left_out_of_the_type_of_attached_nodes_too() throws IOException {
            V8Object node = heap.nativeObject("<div class=\"x y\">", 8).attached();
            heap.root().property("node", node);
            assertThat(typeName(node)).isEqualTo("<div>");
        }

        @Test
        void what_only_detached_nodes_reach_is_detached() throws IOException {
            V8Object below = heap.nativeObject("Text", 8);
            V8Object held = heap.nativeObject("Held", 8);
            V8Object weakly = heap.nativeObject("Weakly", 8);
            V8Object behindScript = heap.nativeObject("Behind", 8);
            V8Object script = heap.object("Script", 8).property("node", behindScript);
            V8Object parent = heap.nativeObject("<div>", 8).detached();
            parent.element(1, below).element(2, held).weak("weak", weakly).element(3, script);
            V8Object document = heap.nativeObject("Document", 8).attached().element(1, held);
            heap.root().property("parent", parent).property("document", document);
            heap.root().property("weakly", weakly);
            assertThat(typeName(below)).isEqualTo("Detached Text");
            assertThat(typeName(held)).isEqualTo("Held");
            assertThat(typeName(weakly)).isEqualTo("Weakly");
            assertThat(typeName(behindScript)).isEqualTo("Behind");
        }
    }

    private HeapGraph open(HeapFile file) throws IOException {
        HeapGraph graph = V8Snapshots.open(file.writeTo(folder.resolve("a.heapsnapshot")));
        opened.add(graph);
        return graph;
    }

    private int type(JsValue object) throws IOException {
        HeapFile file = heap.snapshotWithoutCollection();
        return open(file).typeOf(file.find(object));
    }

    private String typeName(JsValue object) throws IOException {
        HeapFile file = heap.snapshotWithoutCollection();
        HeapGraph graph = open(file);
        return graph.typeName(graph.typeOf(file.find(object)));
    }
}
