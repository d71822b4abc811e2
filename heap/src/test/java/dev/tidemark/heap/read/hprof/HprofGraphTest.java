package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.graph.RootKind;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.HprofLayout;
import dev.tidemark.testkit.jvm.HprofRoot;
import dev.tidemark.testkit.jvm.HprofType;
import dev.tidemark.testkit.jvm.JvmClass;
import dev.tidemark.testkit.jvm.JvmObject;
import dev.tidemark.testkit.jvm.JvmThread;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a dump of a JVM says, asked of the graph. */
class HprofGraphTest {
    private static final List<HprofLayout> LAYOUTS =
            List.of(
                    HprofLayout.COMPRESSED,
                    HprofLayout.COMPACT_HEADERS,
                    HprofLayout.WIDE_REFERENCES,
                    HprofLayout.ALIGNED_TO_16,
                    HprofLayout.BITS_32,
                    HprofLayout.ANDROID);

    private final HotSpotHeap process = new HotSpotHeap();

    @Test
    void a_heap_reads_the_same_from_every_layout_and_version() throws IOException {
        JvmObject name = process.string("caf\u00e9");
        JvmObject nick = process.string("jo");
        JvmObject user =
                process.instance(process.type("com.acme.User").fields("name", "nick"))
                        .set("name", name)
                        .set("nick", nick);
        process.type("com.acme.Registry").set("first", user);
        for (HprofLayout layout : LAYOUTS) {
            try (OpenDump dump = OpenDump.of(process.dump(layout))) {
                JvmHeap heap = dump.heap();
                int object = dump.object(user);

                assertThat(heap.objectCount() - 1).isEqualTo(dump.file().objectCount());
                assertThat(heap.typeName(heap.typeOf(object))).isEqualTo("com.acme.User");
                assertThat(heap.text(dump.object(name))).contains("caf\u00e9");
                assertThat(heap.name(dump.object(nick))).isEqualTo("jo");
                assertThat(dump.link(user, nick)).isEqualTo("nick");
                assertThat(dump.link(process.type("com.acme.Registry"), user)).isEqualTo("first");
                assertThat(heap.truncation()).isEmpty();
            }
        }
    }

    @Test
    void sizes_and_layout_are_those_in_the_memory_of_the_jvm() throws IOException {
        JvmClass type = process.type("com.acme.Order").numbers(HprofType.LONG, "id").fields("next");
        JvmObject first = process.instance(type);
        JvmObject second = process.instance(type).set("next", first);
        JvmObject array = process.array(first, second, first);
        JvmObject bytes = process.bytes(13);
        process.type("com.acme.Registry").set("all", array).set("bytes", bytes);
        for (HprofLayout layout : LAYOUTS) {
            try (OpenDump dump = OpenDump.of(process.dump(layout))) {
                for (JvmObject object : List.of(first, second, array, bytes)) {
                    assertThat(dump.heap().shallowSize(dump.object(object)))
                            .as("%s in %s", object, layout)
                            .isEqualTo(dump.file().shallowSize(object));
                }
                assertThat(dump.heap().layout())
                        .isEqualTo(
                                new ObjectLayout(
                                        layout.headerBytes(),
                                        layout.referenceBytes(),
                                        layout.alignment(),
                                        layout.idBytes() == 8 && layout.headerBytes() == 8));
            }
        }
    }

    @Test
    void an_object_is_found_by_its_id_and_nothing_beside_it_is() throws IOException {
        process.type("com.acme.Registry").set("first", process.bytes(13));
        for (HprofLayout layout : LAYOUTS) {
            try (OpenDump dump = OpenDump.of(process.dump(layout))) {
                JvmHeap heap = dump.heap();
                for (int object = 1; object < heap.objectCount(); object++) {
                    assertThat(heap.objectAt(heap.objectId(object))).hasValue(object);
                    assertThat(heap.objectAt(heap.objectId(object) + 1)).isEmpty();
                }
                assertThat(heap.objectAt(0)).isEmpty();
            }
        }
    }

    @Test
    void referents_retain_when_the_reader_of_the_dump_says_so() throws IOException {
        JvmObject weaklyHeld = process.bytes(10);
        JvmObject softlyHeld = process.bytes(20);
        JvmObject weak =
                process.instance("java.lang.ref.WeakReference").set("referent", weaklyHeld);
        JvmObject soft =
                process.instance("java.lang.ref.SoftReference").set("referent", softlyHeld);
        process.type("com.acme.Registry").set("weak", weak).set("soft", soft);
        process.type("com.acme.Registry").set("a", weaklyHeld).set("b", softlyHeld);
        HprofFile file = process.dump();

        assertThat(retained(file, Referents.NONE, weak, weaklyHeld)).isEqualTo("nothing");
        assertThat(retained(file, Referents.NONE, soft, softlyHeld)).isEqualTo("nothing");
        assertThat(retained(file, Referents.SOFT, weak, weaklyHeld)).isEqualTo("nothing");
        assertThat(retained(file, Referents.SOFT, soft, softlyHeld)).isEqualTo("referent");
        assertThat(retained(file, Referents.STRONG, weak, weaklyHeld)).isEqualTo("referent");
    }

    private static String retained(
            HprofFile file, Referents referents, JvmObject from, JvmObject to) throws IOException {
        try (OpenDump dump = OpenDump.of(file, referents)) {
            JvmHeap heap = dump.heap();
            int target = dump.object(to);
            dump.references(dump.object(from))
                    .filter(reference -> heap.target(reference) == target)
                    .forEach(reference -> {
                        boolean retains = heap.retains(reference);
                        assertThat(heap.referenceKind(reference) == ReferenceKind.WEAK)
                                .isNotEqualTo(retains);
                        assertThat(heap.referenceName(reference)).isEqualTo("referent");
                        assertThat(heap.retainedTarget(reference))
                                .isEqualTo(retains ? target : JvmHeap.NO_OBJECT);
                    });
            return dump.link(from, to);
        }
    }

    @Test
    void a_local_variable_hangs_from_its_thread_and_names_its_method() throws IOException {
        JvmObject local = process.bytes(5);
        JvmThread thread =
                process.thread("worker-1")
                        .frame(process.type("com.acme.Loop"), "poll", "Loop.java", 12)
                        .frame(process.type("com.acme.Loop"), "run", "Loop.java", 40, local);
        try (OpenDump dump = OpenDump.of(process.dump())) {
            JvmHeap heap = dump.heap();
            JvmHeap.JvmThread found =
                    heap.threads().stream()
                            .filter(one -> one.name().equals("worker-1"))
                            .findFirst()
                            .orElseThrow();

            assertThat(dump.link(thread, local)).isEqualTo("local of com.acme.Loop.run");
            assertThat(heap.rootKinds(dump.object(local))).isEmpty();
            assertThat(heap.rootKinds(dump.object(thread))).containsExactly(RootKind.THREAD);
            assertThat(found.object()).isEqualTo(dump.object(thread));
            assertThat(found.frames())
                    .containsExactly(
                            new JvmHeap.Frame("com.acme.Loop", "poll", "Loop.java", 12, List.of()),
                            new JvmHeap.Frame(
                                    "com.acme.Loop",
                                    "run",
                                    "Loop.java",
                                    40,
                                    List.of(dump.object(local))));
        }
    }

    @Test
    void roots_of_every_kind_are_roots() throws IOException {
        JvmObject held = process.bytes(1);
        for (HprofRoot kind : HprofRoot.values()) {
            if (kind != HprofRoot.THREAD) {
                process.root(kind, held);
            }
        }
        try (OpenDump dump = OpenDump.of(process.dump(HprofLayout.ANDROID))) {
            assertThat(dump.heap().rootKinds(dump.object(held)))
                    .contains(
                            RootKind.JNI_GLOBAL,
                            RootKind.NATIVE_STACK,
                            RootKind.SYSTEM_CLASS,
                            RootKind.MONITOR,
                            RootKind.OTHER);
            assertThat(dump.references(0).mapToInt(dump.heap()::target))
                    .containsOnlyOnce(dump.object(held));
        }
    }

    @Test
    void numbers_of_objects_and_classes_are_read() throws IOException {
        JvmObject counter =
                process.instance(process.type("com.acme.Counter").numbers(HprofType.INT, "hits"))
                        .set("hits", -7);
        process.type("com.acme.Registry")
                .set("counter", counter)
                .set("limit", HprofType.LONG, 1L << 40);
        try (OpenDump dump = OpenDump.of(process.dump())) {
            JvmHeap heap = dump.heap();
            int registry =
                    heap.typeOfClass(dump.object(process.type("com.acme.Registry"))).orElseThrow();

            assertThat(heap.number(dump.object(counter), "hits")).hasValue(-7);
            assertThat(heap.number(dump.object(counter), "misses")).isEmpty();
            assertThat(heap.staticNumber(registry, "limit")).hasValue(1L << 40);
            assertThat(heap.follow(dump.object(process.type("com.acme.Registry")), "counter"))
                    .hasValue(dump.object(counter));
        }
    }

    @Test
    void the_fields_of_very_wide_classes_are_told_apart() throws IOException {
        int width = 300;
        String[] names =
                IntStream.range(0, width).mapToObj(i -> "field" + i).toArray(String[]::new);
        JvmObject wide = process.instance(process.type("com.acme.Wide").fields(names));
        JvmClass statics = process.type("com.acme.Statics");
        for (int i = 0; i < width; i++) {
            JvmObject value = process.bytes(i);
            if (i % 3 > 0) {
                wide.set(names[i], value);
                statics.set(names[i], value);
            }
        }
        statics.set("wide", wide);
        try (OpenDump dump = OpenDump.of(process.dump())) {
            JvmHeap heap = dump.heap();
            for (int object : List.of(dump.object(wide), dump.object(statics))) {
                dump.references(object)
                        .filter(reference -> heap.referenceName(reference).startsWith("field"))
                        .forEach(reference -> {
                            long bytes = heap.length(heap.target(reference)).orElseThrow();
                            assertThat(heap.referenceName(reference)).isEqualTo("field" + bytes);
                        });
                assertThat(
                                dump.references(object)
                                        .mapToObj(heap::referenceName)
                                        .filter(name -> name.startsWith("field")))
                        .hasSize(width * 2 / 3);
            }
        }
    }

    @Test
    void an_element_is_named_by_its_place_though_null_ones_are_no_references() throws IOException {
        JvmObject third = process.bytes(3);
        JvmObject array = process.array("java.lang.Object", 5).set(2, third);
        process.type("com.acme.Registry").set("array", array);
        try (OpenDump dump = OpenDump.of(process.dump())) {
            assertThat(dump.link(array, third)).isEqualTo("2");
            assertThat(dump.heap().length(dump.object(array))).hasValue(5);
            assertThat(dump.heap().kind(dump.object(array))).isEqualTo(ObjectKind.ARRAY);
        }
    }

    @Test
    void the_graph_is_the_same_however_the_work_is_divided() throws IOException {
        for (int i = 0; i < 200; i++) {
            process.type("com.acme.Registry")
                    .set("list" + i, process.arrayList().add(process.bytes(i)));
        }
        for (int segmentBytes : new int[] {0, 500, 1 << 20}) {
            HprofFile file = process.dump(HprofLayout.COMPRESSED.withSegmentBytes(segmentBytes));
            try (OpenDump one = OpenDump.of(file, Referents.NONE, new Division(1, 1 << 20));
                    OpenDump many = OpenDump.of(file, Referents.NONE, new Division(3, 64))) {
                assertThat(picture(many.heap())).isEqualTo(picture(one.heap()));
            }
        }
    }

    private static String picture(JvmHeap heap) {
        StringBuilder picture = new StringBuilder();
        for (int object = 0; object < heap.objectCount(); object++) {
            picture.append(heap.objectId(object))
                    .append(heap.typeName(heap.typeOf(object)))
                    .append(heap.shallowSize(object));
            long end = heap.firstReference(object + 1);
            for (long reference = heap.firstReference(object); reference < end; reference++) {
                picture.append(' ')
                        .append(heap.referenceName(reference))
                        .append(heap.target(reference));
            }
            picture.append('\n');
        }
        return picture.toString();
    }
}
