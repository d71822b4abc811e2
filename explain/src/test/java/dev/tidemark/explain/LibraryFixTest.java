package dev.tidemark.explain;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Fix;
import dev.tidemark.testkit.JsEmitter;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.JsModule;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.JvmList;
import dev.tidemark.testkit.jvm.JvmObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fix says when the holder is a package's, whose code nobody can change. */
class LibraryFixTest {
    private static final String OWN_MODULE = "/srv/shop/app.js";
    private static final String PACKAGE = "/srv/shop/node_modules/memo/index.js";

    @TempDir Path folder;

    @Test
    void a_map_inside_of_an_npm_package_is_bounded_by_what_its_user_does() {
        NodeHeap process = nodeHeap();
        JsMap cache = process.map();
        JsModule memo = process.module(PACKAGE).variable("cache", cache);
        process.module(OWN_MODULE).variable("lookup", memo.function("memoized", 9, 0).closure());

        Fix fix = findingOf(process, cache).fix();

        assertThat(fix.change())
                .startsWith(
                        "The holder is inside of package memo, behind your lookup, app.js: change what is put in"
                                + " there or how it is called.");
        assertThat(fix.before()).isNull();
        assertThat(fix.after()).isNull();
        assertThat(fix.trap()).contains("private fields of a package");
        assertThat(fix.verify()).isEqualTo("cache.size has an upper bound.");
    }

    @Test
    void a_map_of_the_program_is_bounded_where_it_is() {
        NodeHeap process = nodeHeap();
        JsMap cache = process.map();
        process.module(OWN_MODULE).variable("cache", cache);

        Fix fix = findingOf(process, cache).fix();

        assertThat(fix.change()).startsWith("Bound it");
        assertThat(fix.after()).contains("cache.delete(");
    }

    @Test
    void listeners_on_an_emitter_of_a_package_are_removed_by_who_added_them() {
        NodeHeap process = nodeHeap();
        JsEmitter client = process.emitter();
        process.module(PACKAGE).variable("client", client);
        JsModule own = process.module(OWN_MODULE);
        var onChange = own.function("onChange", 3, 2);

        Fix fix =
                Series.explain(
                                process,
                                3,
                                100,
                                i ->
                                        client.on(
                                                "change",
                                                onChange.closure(process.scope(own.scope()))))
                        .findings()
                        .getFirst()
                        .fix();

        assertThat(fix.change()).startsWith("Remove the listener");
        assertThat(fix.after()).isNotNull();
    }

    @Test
    void a_list_inside_of_a_jar_is_bounded_by_what_its_user_does() throws IOException {
        HotSpotHeap process = new HotSpotHeap();
        process.type("org.memo.Memo").in(process.loadedFrom("/srv/lib/memo-2.1.jar"));
        process.type("com.acme.Shop").in(process.loadedFrom("/srv/classes/"));

        Finding finding = findingOf(process);

        assertThat(finding.holder().path())
                .hasToString("static com.acme.Shop.LOOKUP : org.memo.Memo > entries : ArrayList");
        assertThat(finding.fix().change())
                .startsWith(
                        "The holder is inside of package memo 2.1, behind your Shop.LOOKUP: change what is"
                                + " put in there or how it is called.");
        assertThat(finding.fix().before()).isNull();
        assertThat(finding.fix().verify()).isNotNull();
    }

    @Test
    void a_class_of_which_the_dump_does_not_tell_the_jar_may_be_the_programs_own()
            throws IOException {
        assertThat(findingOf(new HotSpotHeap()).fix().change()).startsWith("Remove elements where");
    }

    private static Finding findingOf(NodeHeap process, JsMap cache) {
        return Series.explain(
                        process,
                        3,
                        100,
                        i -> cache.put(process.string("k" + i), process.instance("Entry", 200)))
                .findings()
                .getFirst();
    }

    private Finding findingOf(HotSpotHeap process) throws IOException {
        JvmList entries = process.arrayList();
        JvmObject memo = process.instance("org.memo.Memo").set("entries", entries);
        process.type("com.acme.Shop").set("LOOKUP", memo);
        List<HeapGraph> heaps = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                entries.add(process.instance("org.memo.Entry").set("data", process.bytes(200)));
                if (i % 100 == 99) {
                    heaps.add(Heaps.open(process.dump().writeTo(folder.resolve(i + ".hprof"))));
                }
            }
            return Explainer.explain(heaps, OptionalLong.of(100)).findings().getFirst();
        } finally {
            heaps.forEach(HeapGraph::close);
        }
    }
}
