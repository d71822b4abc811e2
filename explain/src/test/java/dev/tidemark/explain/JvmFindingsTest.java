package dev.tidemark.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.model.Finding;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.JvmList;
import dev.tidemark.testkit.jvm.JvmLoader;
import dev.tidemark.testkit.jvm.JvmMap;
import dev.tidemark.testkit.jvm.JvmObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What findings about heaps of JVMs say, from dumps after equal steps. */
class JvmFindingsTest {
    @TempDir Path folder;

    private final HotSpotHeap process = new HotSpotHeap();
    private final List<HprofFile> dumps = new ArrayList<>();

    private JvmObject object(String type) {
        return process.instance(type);
    }

    @Test
    void loaders_that_threads_keep_are_told_from_the_loader_on() throws IOException {
        for (int i = 0; i < 37; i++) {
            JvmLoader loader = process.classLoader("com.acme.PluginLoader");
            process.type("com.acme.plugin.Plugin", loader).set("state", process.bytes(4000));
            process.thread("reaper").object().set("contextClassLoader", loader);
            if (i == 12 || i == 24 || i == 36) {
                dumps.add(process.dump());
            }
        }

        assertThat(findings().getFirst().holder().path())
                .hasToString(
                        "class loader com.acme.PluginLoader (37 alive) < thread \"reaper\""
                                + " contextClassLoader");
    }

    @Test
    void loaders_that_a_list_of_objects_keeps_are_told_with_the_list() throws IOException {
        JvmList hooks = process.arrayList();
        process.type("com.acme.Host").set("hooks", hooks);
        for (int i = 0; i < 60; i++) {
            JvmLoader loader = process.classLoader("com.acme.PluginLoader");
            hooks.add(process.instance(process.type("com.acme.plugin.Hook", loader)));
            if (i % 20 == 19) {
                dumps.add(process.dump());
            }
        }

        Finding finding = findings().getFirst();

        assertThat(finding.pattern()).isEqualTo("class-loaders");
        assertThat(finding.holder().path())
                .hasToString(
                        "class loader com.acme.PluginLoader (60 alive) < static com.acme.Host.hooks"
                                + " : ArrayList");
    }

    @Test
    void classes_with_a_loader_for_each_are_told_with_the_cache_that_keeps_them()
            throws IOException {
        JvmList compiled = process.arrayList();
        process.type("com.acme.Engine").set("compiled", compiled);
        for (int i = 0; i < 120; i++) {
            JvmLoader loader = process.classLoader("com.acme.ScriptLoader");
            compiled.add(
                    process.type("com.acme.Script" + i, loader).set("code", process.bytes(2000)));
            if (i % 30 == 29) {
                dumps.add(process.dump());
            }
        }

        List<Finding> findings = findings();

        assertThat(findings)
                .extracting(finding -> finding.holder().path().toString())
                .containsExactly(
                        "class loader com.acme.ScriptLoader (120 alive) < static"
                                + " com.acme.Engine.compiled : ArrayList");
        assertThat(findings.getFirst().growth().share()).isEqualTo(1);
    }

    @Test
    void a_map_of_a_library_is_a_holder_although_its_segments_refer_back_to_it()
            throws IOException {
        process.type("org.lib.Interner$Entry").fields("key", "next");
        process.type("org.lib.Interner", "java.util.AbstractMap");
        JvmObject names = object("org.lib.Interner");
        JvmObject table = process.array("org.lib.Interner$Entry", 512);
        JvmObject segment = object("org.lib.Interner$Segment").set("table", table);
        segment.set("map", names);
        names.set("segments", process.array("org.lib.Interner$Segment", 1).set(0, segment));
        process.type("com.acme.Names").set("known", names);
        for (int i = 0; i < 400; i++) {
            table.set(i, object("org.lib.Interner$Entry").set("key", process.string("user " + i)));
            if (i % 100 == 99) {
                dumps.add(process.dump());
            }
        }

        assertThat(findings())
                .extracting(finding -> finding.holder().path().toString())
                .containsExactly("static com.acme.Names.known : org.lib.Interner");
    }

    @Test
    void a_weak_table_is_no_cause_where_something_else_keeps_its_keys() throws IOException {
        JvmList clients = process.arrayList();
        JvmMap facts = process.weakHashMap();
        process.type("com.acme.Clients").set("all", clients);
        process.type("com.acme.Facts").set("byClient", facts);
        for (int i = 0; i < 400; i++) {
            JvmObject client = object("com.acme.Client");
            clients.add(client);
            facts.put(client, object("com.acme.Fact").set("bytes", process.bytes(500)));
            if (i % 100 == 99) {
                dumps.add(process.dump());
            }
        }

        List<Finding> findings = findings();

        assertThat(findings)
                .extracting(finding -> finding.holder().path().toString())
                .containsExactly("static com.acme.Clients.all : ArrayList");
        assertThat(findings.getFirst().growth().share()).isGreaterThan(0.95);
        assertThat(findings.getFirst().evidenceFor())
                .contains(
                        "so does static com.acme.Facts.byClient : WeakHashMap: its entries go when"
                                + " what is kept here goes");
    }

    @Test
    void a_queue_that_nobody_drains_comes_before_what_it_holds_back() throws IOException {
        JvmList removals = process.concurrentLinkedQueue();
        JvmList pages = process.arrayList();
        process.type("com.acme.Main")
                .set("store", object("com.acme.Store").set("removals", removals).set("all", pages));
        for (int i = 0; i < 800; i++) {
            removals.add(object("com.acme.Removal"));
            if (i % 19 == 0) {
                pages.add(object("com.acme.Page").set("bytes", process.bytes(50_000)));
            }
            if (i % 200 == 199) {
                dumps.add(process.dump());
            }
        }

        List<Finding> findings = findings();

        assertThat(findings)
                .extracting(finding -> finding.holder().path().toString())
                .containsExactly(
                        "static com.acme.Main.store : com.acme.Store > removals :"
                                + " ConcurrentLinkedQueue",
                        "static com.acme.Main.store : com.acme.Store > all : ArrayList");
        assertThat(findings.getFirst().evidenceFor())
                .contains(
                        "what waits here holds back more than itself, as"
                                + " static com.acme.Main.store : com.acme.Store > all : ArrayList"
                                + " grows in step with it");
    }

    @Test
    void a_queue_elsewhere_is_not_the_cause_of_what_grows_in_step() throws IOException {
        JvmList removals = process.concurrentLinkedQueue();
        JvmList pages = process.arrayList();
        process.type("com.acme.Main").set("removals", removals).set("pages", pages);
        for (int i = 0; i < 800; i++) {
            removals.add(object("com.acme.Removal"));
            pages.add(object("com.acme.Page").set("bytes", process.bytes(500)));
            if (i % 200 == 199) {
                dumps.add(process.dump());
            }
        }

        assertThat(findings().getFirst().holder().path())
                .hasToString("static com.acme.Main.pages : ArrayList");
    }

    @Test
    void what_says_how_large_it_is_and_has_room_may_only_be_filling() throws IOException {
        Finding finding = whatFillsReservoirs(_ -> 500);

        assertThat(finding.confidence()).isEqualTo(Finding.Confidence.POSSIBLE);
        assertThat(finding.evidenceAgainst())
                .containsExactly(
                        "com.acme.Reservoir.size was 500 all the time, 90 are in it: it may only be"
                                + " filling");
    }

    @Test
    void a_size_that_follows_what_is_in_it_is_no_room() throws IOException {
        assertThat(whatFillsReservoirs(samples -> 2 * samples).confidence())
                .isNotEqualTo(Finding.Confidence.POSSIBLE);
    }

    private Finding whatFillsReservoirs(IntUnaryOperator size) throws IOException {
        JvmList reservoirs = process.arrayList();
        process.type("com.acme.Timers").set("reservoirs", reservoirs);
        JvmObject[] each = new JvmObject[10];
        JvmList[] samples = new JvmList[10];
        for (int i = 0; i < each.length; i++) {
            samples[i] = process.concurrentLinkedQueue();
            each[i] = object("com.acme.Reservoir").set("samples", samples[i]);
            reservoirs.add(each[i]);
        }
        for (int i = 0; i < 900; i++) {
            samples[i % 10].add(object("com.acme.Sample").set("bytes", process.bytes(100)));
            each[i % 10].set("size", size.applyAsInt(1 + i / 10));
            if (i % 300 == 299) {
                dumps.add(process.dump());
            }
        }
        return findings().getFirst();
    }

    private List<Finding> findings() throws IOException {
        List<HeapGraph> graphs = new ArrayList<>();
        try {
            for (HprofFile dump : dumps) {
                graphs.add(Heaps.open(dump.writeTo(folder.resolve(graphs.size() + ".hprof"))));
            }
            return Explainer.explain(graphs, OptionalLong.empty()).findings();
        } finally {
            graphs.forEach(HeapGraph::close);
        }
    }
}
