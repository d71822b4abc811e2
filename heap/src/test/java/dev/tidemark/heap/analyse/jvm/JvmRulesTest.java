package dev.tidemark.heap.analyse.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HotSpotHeap.Release;
import dev.tidemark.testkit.jvm.HprofLayout;
import dev.tidemark.testkit.jvm.HprofRoot;
import dev.tidemark.testkit.jvm.JvmClass;
import dev.tidemark.testkit.jvm.JvmList;
import dev.tidemark.testkit.jvm.JvmLoader;
import dev.tidemark.testkit.jvm.JvmMap;
import dev.tidemark.testkit.jvm.JvmObject;
import dev.tidemark.testkit.jvm.JvmThread;
import dev.tidemark.testkit.jvm.JvmValue;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class JvmRulesTest {
    @TempDir Path folder;

    private final HotSpotHeap process = new HotSpotHeap();

    private JvmObject object(String type) {
        return process.instance(type);
    }

    private String path(JvmValue value) {
        return path(process, value);
    }

    private String path(HotSpotHeap heap, JvmValue value) {
        try (JvmPaths paths = new JvmPaths(folder, heap.dump())) {
            return paths.of(value);
        }
    }

    static List<Shape<JvmMap>> maps() {
        return List.of(
                new Shape<>("HashMap", HotSpotHeap::hashMap),
                new Shape<>("LinkedHashMap", HotSpotHeap::linkedHashMap),
                new Shape<>("ConcurrentHashMap", HotSpotHeap::concurrentHashMap),
                new Shape<>("WeakHashMap", HotSpotHeap::weakHashMap),
                new Shape<>("TreeMap", HotSpotHeap::treeMap),
                new Shape<>("IdentityHashMap", HotSpotHeap::identityHashMap),
                new Shape<>("com.acme.Cache", heap -> heap.hashMap("com.acme.Cache")));
    }

    @ParameterizedTest
    @MethodSource("maps")
    void the_insides_of_a_map_take_no_step(Shape<JvmMap> shape) {
        JvmMap map = shape.make.apply(process);
        JvmObject key = object("com.acme.Key");
        for (int i = 0; i < 40; i++) {
            map.put("key" + i, object("com.acme.Handler"));
        }
        JvmObject value = object("com.acme.Handler");
        map.put(key, value);
        process.type("com.acme.Registry").set("byName", map);
        process.type("com.acme.Keys").set("one", key);

        assertThat(path(value))
                .isEqualTo(
                        "static com.acme.Registry.byName : %s > [*] : com.acme.Handler"
                                .formatted(shape.name));
    }

    static List<Shape<JvmList>> lists() {
        return List.of(
                new Shape<>("ArrayList", HotSpotHeap::arrayList),
                new Shape<>("CopyOnWriteArrayList", HotSpotHeap::copyOnWriteArrayList),
                new Shape<>("ArrayDeque", HotSpotHeap::arrayDeque),
                new Shape<>("PriorityQueue", HotSpotHeap::priorityQueue),
                new Shape<>("ArrayBlockingQueue", heap -> heap.arrayBlockingQueue(100)),
                new Shape<>("LinkedList", HotSpotHeap::linkedList),
                new Shape<>(
                        "LinkedBlockingQueue", heap -> heap.linkedBlockingQueue(Integer.MAX_VALUE)),
                new Shape<>("ConcurrentLinkedQueue", HotSpotHeap::concurrentLinkedQueue),
                new Shape<>(
                        "com.acme.Bus$Listeners",
                        heap -> heap.arrayList("com.acme.Bus$Listeners")));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void the_insides_of_a_list_take_no_step(Shape<JvmList> shape) {
        JvmList list = shape.make.apply(process);
        for (int i = 0; i < 50; i++) {
            list.add(object("com.acme.Job"));
        }
        JvmObject newest = object("com.acme.Job");
        list.add(newest);
        process.type("com.acme.Jobs").set("waiting", list);

        assertThat(path(newest))
                .isEqualTo(
                        "static com.acme.Jobs.waiting : %s > [*] : com.acme.Job"
                                .formatted(shape.name));
    }

    record Shape<C>(String name, Function<HotSpotHeap, C> make) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void a_set_is_one_collection_although_a_map_is_within() {
        JvmObject user = object("com.acme.User");
        process.type("com.acme.Online").set("users", process.hashSet().add(user));

        assertThat(path(user))
                .isEqualTo("static com.acme.Online.users : HashSet > [*] : com.acme.User");
    }

    @Test
    void a_map_that_a_wrapper_hands_out_keeps_its_own_name() {
        JvmObject value = object("com.acme.Plan");
        JvmMap plans = process.hashMap();
        plans.put("a", value);
        process.type("com.acme.Plans")
                .set("view", object("java.util.Collections$UnmodifiableMap").set("m", plans))
                .set("plans", plans);

        assertThat(path(value))
                .isEqualTo("static com.acme.Plans.plans : HashMap > [*] : com.acme.Plan");
    }

    @Test
    void a_hash_table_of_a_library_collapses_like_the_jdks() {
        JvmObject value = object("com.acme.Page");
        JvmObject first = object("org.lib.OpenTable$Entry").set("key", process.string("a"));
        first.set("value", object("com.acme.Page"));
        JvmObject second = object("org.lib.OpenTable$Entry").set("key", process.string("b"));
        second.set("value", value);
        first.set("next", second);
        JvmObject buckets = process.array("org.lib.OpenTable$Entry", 16).set(3, first);
        process.type("com.acme.Pages")
                .set("cache", object("org.lib.OpenTable").set("table", buckets));

        assertThat(path(value))
                .isEqualTo("static com.acme.Pages.cache : org.lib.OpenTable > [*] : com.acme.Page");
    }

    @Test
    void an_entry_that_only_its_subclass_links_takes_no_step_either() {
        JvmObject alone = process.string("alone");
        JvmObject last = process.string("last");
        process.type("org.lib.Interner$Entry", "java.lang.Object").fields("key");
        process.type("org.lib.Interner$Linked", "org.lib.Interner$Entry").fields("next");
        JvmObject end = object("org.lib.Interner$Entry").set("key", last);
        JvmObject buckets =
                process.array("org.lib.Interner$Entry", 16)
                        .set(3, object("org.lib.Interner$Entry").set("key", alone))
                        .set(
                                5,
                                object("org.lib.Interner$Linked")
                                        .set("key", process.string("first"))
                                        .set("next", end));
        process.type("com.acme.Names")
                .set("known", object("org.lib.Interner").set("table", buckets));

        assertThat(path(alone))
                .isEqualTo("static com.acme.Names.known : org.lib.Interner > [*] : String");
        assertThat(path(last)).isEqualTo(path(alone));
    }

    @Test
    void a_map_of_a_library_that_extends_nothing_reads_as_one_collection() {
        JvmObject value = object("com.acme.Route");
        JvmObject chained = object("com.acme.Route");
        JvmObject chain = process.array(process.string("b"), chained);
        JvmObject table =
                process.array(process.string("a"), value, object("org.lib.Chained"), chain);
        process.type("com.acme.Router")
                .set("routes", object("org.lib.OpenMap").set("table", table).set("occupied", 2));

        assertThat(List.of(path(value), path(chained)))
                .containsOnly(
                        "static com.acme.Router.routes : org.lib.OpenMap > [*] : com.acme.Route");
    }

    @Test
    void rows_in_a_hand_made_list_are_contents_and_not_insides() {
        JvmObject cell = object("com.acme.Cell");
        JvmObject rows = process.array(process.array(cell), process.array(object("com.acme.Cell")));
        process.type("com.acme.Sheet")
                .set("rows", object("org.lib.FastList").set("items", rows).set("size", 2));

        assertThat(path(cell))
                .isEqualTo(
                        "static com.acme.Sheet.rows : org.lib.FastList > [*] : Object[] > [*] :"
                                + " com.acme.Cell");
    }

    @Test
    void an_array_in_an_object_without_a_number_keeps_its_field() {
        JvmObject argument = object("com.acme.Argument");
        process.type("com.acme.Calls")
                .set("last", object("com.acme.Call").set("args", process.array(argument)));

        assertThat(path(argument))
                .isEqualTo(
                        "static com.acme.Calls.last : com.acme.Call > args : Object[] > [*] :"
                                + " com.acme.Argument");
    }

    /** A map in segments, entries with boxed values, and an object before it for its users. */
    private JvmObject segmentedMap(JvmObject value) {
        process.type("org.lib.LocalMap", "java.util.AbstractMap");
        JvmObject box = object("org.lib.LocalMap$StrongBox").set("referent", value);
        JvmObject entry = object("org.lib.LocalMap$Entry").set("key", process.string("a"));
        JvmObject first = object("org.lib.LocalMap$Entry").set("next", entry);
        first.set("key", process.string("b")).set("valueReference", box);
        entry.set("valueReference", box);
        JvmObject table =
                object("java.util.concurrent.atomic.AtomicReferenceArray")
                        .set("array", process.array(first));
        JvmObject segment = object("org.lib.LocalMap$Segment").set("table", table);
        return object("org.lib.LocalMap")
                .set("segments", process.array("org.lib.LocalMap$Segment", 1).set(0, segment));
    }

    @Test
    void segments_boxes_and_what_stands_before_a_map_take_no_step() {
        JvmObject value = object("com.acme.Quote");
        JvmObject manual = object("org.lib.LocalMap$Manual").set("localMap", segmentedMap(value));
        process.type("com.acme.Prices").set("quotes", manual);

        assertThat(path(value))
                .isEqualTo(
                        "static com.acme.Prices.quotes : org.lib.LocalMap$Manual > [*] :"
                                + " com.acme.Quote");
    }

    @Test
    void a_map_that_the_program_has_itself_keeps_the_programs_name() {
        JvmObject value = object("com.acme.Quote");
        JvmObject map = segmentedMap(value);
        JvmObject manual = object("org.lib.LocalMap$Manual").set("localMap", map);
        process.type("com.acme.Zebra").set("view", object("com.acme.View").set("manual", manual));
        process.type("com.acme.Prices").set("asMap", map);

        assertThat(path(value))
                .isEqualTo(
                        "static com.acme.Prices.asMap : org.lib.LocalMap > [*] : com.acme.Quote");
    }

    @Test
    void a_link_that_a_static_field_refers_to_has_the_name_of_the_field() {
        JvmObject value = object("com.acme.Page");
        JvmObject newest = object("com.acme.Pages$Node").set("key", process.string("a"));
        newest.set("value", value).set("next", object("com.acme.Pages$Node"));
        process.type("com.acme.Pages").set("newest", newest);

        assertThat(path(value))
                .isEqualTo(
                        "static com.acme.Pages.newest : com.acme.Pages$Node > [*] : com.acme.Page");
    }

    @Test
    void how_full_a_table_may_be_before_it_grows_is_no_limit() {
        JvmObject map = object("org.lib.OpenMap").set("maxSize", 48);
        map.set("table", process.array("java.lang.Object", 64).set(0, object("com.acme.Route")));
        JvmObject ring = object("org.lib.Ring").set("capacity", 64);
        ring.set("slots", process.array("java.lang.Object", 64).set(0, object("com.acme.Route")));
        process.type("com.acme.Main").set("map", map).set("ring", ring);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            var rules = paths.snapshot().rules();
            assertThat(rules.limit(List.of(paths.find(map)), List.of(), 40)).isEmpty();
            assertThat(rules.limit(List.of(paths.find(ring)), List.of(), 40)).isPresent();
        }
    }

    @Test
    void a_long_linked_list_of_the_program_is_as_deep_as_two_links() {
        JvmObject head = object("com.acme.Undo");
        JvmObject last = head;
        for (int i = 0; i < 500; i++) {
            JvmObject next = object("com.acme.Undo");
            last.set("next", next);
            last = next;
        }
        process.type("com.acme.Editor").set("undo", head);

        assertThat(path(last))
                .isEqualTo("static com.acme.Editor.undo : com.acme.Undo > next : com.acme.Undo");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void a_thread_local_is_named_by_the_field_that_holds_it(Release release) {
        HotSpotHeap heap = new HotSpotHeap(release);
        JvmObject local = heap.threadLocal();
        heap.type("com.acme.Ctx").set("CURRENT", local);
        JvmObject buffer = heap.bytes(64);
        JvmObject context = heap.instance("com.acme.Ctx").set("buffer", buffer);
        heap.thread("pool-1-thread-3").local(local, context);

        assertThat(path(heap, buffer))
                .isEqualTo(
                        "thread \"pool-1-thread-3\" > thread-local com.acme.Ctx.CURRENT >"
                                + " com.acme.Ctx > buffer : byte[]");
    }

    @Test
    void a_thread_local_of_an_object_is_named_by_that_objects_class() {
        JvmObject local = process.threadLocal();
        process.type("com.acme.Main").set("codec", object("com.acme.Codec").set("scratch", local));
        JvmObject buffer = process.bytes(64);
        process.thread("main").local(local, buffer);

        assertThat(path(buffer))
                .isEqualTo("thread \"main\" > thread-local com.acme.Codec.scratch > byte[]");
    }

    @Test
    void threads_of_a_pool_are_one_owner() {
        JvmObject local = process.threadLocal();
        process.type("com.acme.Ctx").set("CURRENT", local);
        JvmObject second = object("com.acme.Ctx");
        process.thread("pool-1-thread-1").local(local, object("com.acme.Ctx"));
        process.thread("pool-1-thread-2").local(local, second);

        assertThat(path(second))
                .isEqualTo(
                        "thread \"pool-1-thread-*\" > thread-local com.acme.Ctx.CURRENT >"
                                + " com.acme.Ctx");
    }

    @ParameterizedTest
    @EnumSource(Release.class)
    void what_a_thread_runs_reads_the_same_on_every_release(Release release) {
        HotSpotHeap heap = new HotSpotHeap(release);
        JvmObject state = heap.instance("com.acme.State");
        heap.thread("reaper").runs(heap.instance("com.acme.Reaper").set("state", state));

        assertThat(path(heap, state))
                .isEqualTo("thread \"reaper\" > task : com.acme.Reaper > state : com.acme.State");
    }

    @Test
    void a_local_variable_is_named_by_its_call_and_line() {
        JvmObject buffer = process.bytes(100);
        JvmObject batch = object("com.acme.Batch").set("buffer", buffer);
        process.thread("main")
                .frame(process.type("com.acme.Loader"), "read", "Loader.java", 7, batch)
                .frame(process.type("com.acme.Main"), "main", "Main.java", 21, batch);

        assertThat(path(buffer))
                .isEqualTo(
                        "thread \"main\" > local in com.acme.Main.main (Main.java:21) :"
                                + " com.acme.Batch > buffer : byte[]");
    }

    /** A program's object that has one of a library's, with a list in a map of that. */
    private JvmObject producer(JvmValue sensors) {
        JvmObject metrics =
                object("org.apache.kafka.common.metrics.Metrics")
                        .set("childrenSensors", process.hashMap().put("a", sensors));
        return object("com.acme.Producer").set("metrics", metrics);
    }

    @Test
    void
            what_hangs_on_a_local_variable_is_told_from_the_object_that_the_program_has_of_a_library() {
        JvmList sensors = process.arrayList();
        process.thread("main")
                .frame(
                        process.type("com.acme.Main"),
                        "main",
                        "Main.java",
                        21,
                        object("com.acme.App").set("producer", producer(sensors)));

        assertThat(path(sensors))
                .isEqualTo(
                        "object org.apache.kafka.common.metrics.Metrics (held by"
                                + " com.acme.Producer.metrics) > childrenSensors : HashMap > [*] :"
                                + " ArrayList");
    }

    @Test
    void so_is_what_hangs_on_native_code() {
        JvmList sensors = process.arrayList();
        process.root(HprofRoot.JNI_GLOBAL, producer(sensors));

        assertThat(path(sensors))
                .startsWith(
                        "object org.apache.kafka.common.metrics.Metrics (held by"
                                + " com.acme.Producer.metrics) > ");
    }

    @Test
    void a_static_field_and_a_task_of_a_thread_are_where_paths_start_also_into_a_library() {
        JvmList sensors = process.arrayList();
        JvmList others = process.arrayList();
        process.type("com.acme.Main").set("producer", producer(sensors));
        process.thread("worker").runs(object("com.acme.Task").set("producer", producer(others)));

        assertThat(path(sensors))
                .startsWith("static com.acme.Main.producer : com.acme.Producer > ");
        assertThat(path(others)).startsWith("thread \"worker\" > task : com.acme.Task > ");
    }

    @Test
    void a_static_field_is_a_better_owner_than_a_thread_and_a_thread_than_native_code() {
        JvmObject shared = object("com.acme.Shared");
        JvmObject own = object("com.acme.Own");
        process.root(HprofRoot.JNI_GLOBAL, shared).root(HprofRoot.JNI_GLOBAL, own);
        process.thread("t").runs(object("com.acme.Task").set("shared", shared).set("own", own));
        process.type("com.acme.Main").set("shared", shared);
        JvmObject alone = object("com.acme.Alone");
        process.root(HprofRoot.JNI_GLOBAL, alone);

        assertThat(path(shared)).isEqualTo("static com.acme.Main.shared : com.acme.Shared");
        assertThat(path(own)).isEqualTo("thread \"t\" > task : com.acme.Task > own : com.acme.Own");
        assertThat(path(alone)).isEqualTo("JNI global : com.acme.Alone");
    }

    @Test
    void the_programs_own_field_is_named_before_one_of_the_jdk() {
        JvmObject hook = object("com.acme.Hook");
        process.type("java.lang.ApplicationShutdownHooks")
                .set("hooks", process.identityHashMap().put(hook, hook));
        JvmObject deep = object("com.acme.A");
        process.type("com.acme.Main")
                .set("a", deep.set("b", object("com.acme.B").set("hook", hook)));

        assertThat(path(hook)).startsWith("static com.acme.Main.a ");
    }

    @Test
    void a_class_loader_is_never_the_owner_of_what_a_static_field_holds() {
        JvmLoader loader = process.classLoader("com.acme.PluginLoader");
        JvmClass plugin = process.type("com.acme.plugin.Plugin", loader);
        JvmObject state = object("com.acme.State");
        plugin.set("state", state);
        process.type("com.acme.Host").set("loader", loader);

        assertThat(path(state)).isEqualTo("static com.acme.plugin.Plugin.state : com.acme.State");
    }

    @Test
    void the_classes_of_leaked_loaders_hang_from_what_holds_the_loaders() {
        JvmList loaders = process.arrayList();
        JvmObject state = object("com.acme.State");
        for (int i = 0; i < 3; i++) {
            JvmLoader loader = process.classLoader("com.acme.PluginLoader");
            process.type("com.acme.plugin.Plugin", loader)
                    .set("state", i == 2 ? state : object("com.acme.State"));
            loaders.add(loader);
        }
        process.type("com.acme.Host").set("loaders", loaders);

        assertThat(path(state))
                .isEqualTo(
                        "static com.acme.Host.loaders : ArrayList > [*] : com.acme.PluginLoader >"
                                + " static com.acme.plugin.Plugin.state : com.acme.State");
    }

    @Test
    void lambdas_are_named_by_the_class_that_they_are_written_in() {
        JvmObject request = object("com.acme.Request");
        JvmObject first = process.lambda("com.acme.Server", object("com.acme.Request"));
        JvmObject second = process.lambda("com.acme.Server", request);
        process.type("com.acme.Bus").set("listeners", process.arrayList().add(first).add(second));

        assertThat(path(request))
                .isEqualTo(
                        "static com.acme.Bus.listeners : ArrayList > [*] : com.acme.Server$$Lambda"
                                + " > captures arg$1 : com.acme.Request");
    }

    @Test
    void what_the_jvm_keeps_for_itself_is_set_aside() {
        JvmObject literal = process.string("a literal");
        process.type("com.acme.Main").set("<resolved_references>", process.array(literal));
        JvmObject form = object("java.lang.invoke.LambdaForm");
        process.type("java.lang.invoke.LambdaForms").set("cache", process.arrayList().add(form));

        assertThat(path(literal)).isEmpty();
        assertThat(path(form)).isEmpty();
    }

    @Test
    void classes_that_only_garbage_has_loaded_own_nothing() {
        JvmLoader loader = process.classLoader("com.acme.PluginLoader");
        JvmObject state = object("com.acme.State");
        process.type("com.acme.plugin.Plugin", loader).set("state", state);

        try (JvmPaths paths =
                new JvmPaths(folder, process.dumpWithoutCollection(HprofLayout.COMPRESSED))) {
            assertThat(paths.of(state)).isEmpty();
        }
    }

    @Test
    void a_table_of_keys_with_numbers_as_values_has_not_been_fuller_than_its_keys_say() {
        JvmObject keys = process.array("java.lang.Object", 256);
        for (int i = 0; i < 120; i++) {
            keys.set(i, object("com.acme.Order"));
        }
        JvmObject ids = object("org.lib.IdMap").set("used", 120).set("keys", keys);
        ids.set("values", process.bytes(256));
        JvmObject few =
                object("org.lib.FewMap")
                        .set("used", 50)
                        .set("keys", process.array("java.lang.Object", 256));
        few.set("values", process.bytes(256));
        process.type("com.acme.Main").set("ids", ids).set("few", few);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            var rules = paths.snapshot().rules();
            assertThat(rules.limit(List.of(paths.find(ids)), List.of(), 50)).isEmpty();
            assertThat(rules.limit(List.of(paths.find(few)), List.of(), 50)).isPresent();
        }
    }

    @Test
    void a_cache_that_knows_its_limit_has_one_and_a_queue_of_any_length_has_none() {
        JvmMap data = process.concurrentHashMap();
        data.put("a", object("com.acme.Page"));
        JvmObject cache = object("org.lib.BoundedCache").set("maximum", 500L).set("data", data);
        process.type("com.acme.Pages").set("cache", cache);
        JvmList queue = process.linkedBlockingQueue(Integer.MAX_VALUE);
        process.type("com.acme.Jobs").set("queue", queue);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            var rules = paths.snapshot().rules();
            assertThat(rules.limit(List.of(paths.find(data), paths.find(cache)), List.of(), 100))
                    .hasValue(
                            "org.lib.BoundedCache.maximum allows 500, 100 are in it: it may only"
                                    + " be filling");
            assertThat(rules.limit(List.of(paths.find(data), paths.find(cache)), List.of(), 501))
                    .isEmpty();
            assertThat(rules.limit(List.of(paths.find(queue)), List.of(), 100)).isEmpty();
        }
    }

    @Test
    void a_thread_that_is_a_subclass_shows_its_fields() {
        JvmList jobs = process.arrayList();
        JvmObject job = object("com.acme.Job");
        jobs.add(job);
        JvmThread worker = process.thread("worker", "com.acme.Worker");
        worker.object().set("jobs", jobs);

        assertThat(path(job))
                .isEqualTo("thread \"worker\" > jobs : ArrayList > [*] : com.acme.Job");
    }

    @Test
    void a_map_that_extends_the_linked_one_and_values_that_are_soft_may_be_a_cache() {
        process.type("com.acme.Lru", "java.util.LinkedHashMap");
        JvmObject eldestGoes = object("com.acme.Lru");
        JvmObject ordered = process.linkedHashMap().object().set("accessOrder", true);
        JvmObject plain = process.linkedHashMap().object();
        JvmObject soft = object("java.lang.ref.SoftReference");
        process.type("com.acme.Caches")
                .set("lru", eldestGoes)
                .set("ordered", ordered)
                .set("plain", plain)
                .set("soft", soft);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            var rules = paths.snapshot().rules();
            assertThat(rules.limit(List.of(paths.find(eldestGoes)), List.of(), 9)).isPresent();
            assertThat(rules.limit(List.of(paths.find(ordered)), List.of(), 9)).isPresent();
            assertThat(rules.limit(List.of(paths.find(plain)), List.of(), 9)).isEmpty();
            assertThat(rules.limit(List.of(paths.find(plain)), List.of(paths.find(soft)), 9))
                    .isPresent();
        }
    }

    @Test
    void soft_references_that_lost_their_values_and_have_no_queue_are_a_cache_without_a_bound() {
        JvmMap drawn = process.concurrentHashMap();
        JvmObject full = softReference().set("referent", process.string("tile"));
        JvmObject forgotten = softReference();
        drawn.put("a", full);
        process.type("com.acme.Tiles").set("drawn", drawn);
        JvmMap known = process.concurrentHashMap();
        known.put("a", softReference().set("referent", process.string("tile")));
        known.put("b", forgotten);
        process.type("com.acme.Tiles").set("known", known);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            var rules = paths.snapshot().rules();
            List<Integer> samples = List.of(paths.find(full));
            assertThat(rules.limit(List.of(paths.find(drawn)), samples, 1)).isPresent();
            assertThat(rules.limit(List.of(paths.find(known)), samples, 2)).isEmpty();
        }
    }

    private JvmObject softReference() {
        return object("java.lang.ref.SoftReference")
                .set("queue", object("java.lang.ref.ReferenceQueue$Null"));
    }

    @Test
    void references_that_were_cleared_just_now_go_when_their_queue_is_polled() {
        JvmMap known = process.concurrentHashMap();
        JvmObject polled =
                object("java.lang.ref.WeakReference")
                        .set("queue", object("java.lang.ref.ReferenceQueue"));
        JvmObject forgotten =
                object("java.lang.ref.WeakReference")
                        .set("queue", object("java.lang.ref.ReferenceQueue$Null"));
        known.put("a", polled);
        known.put("b", forgotten);
        process.type("com.acme.Pages").set("known", known);

        try (JvmPaths paths = new JvmPaths(folder, process.dump())) {
            var rules = paths.snapshot().rules();
            List<Integer> holder = List.of(paths.find(known));
            assertThat(rules.limit(holder, List.of(paths.find(polled)), 2))
                    .hasValue(
                            "its references were cleared just now: whoever polls their queue"
                                    + " removes them");
            assertThat(rules.limit(holder, List.of(paths.find(forgotten)), 2)).isEmpty();
        }
    }

    @Test
    void a_thread_local_is_the_owner_only_of_what_nothing_else_names() {
        JvmObject local = process.threadLocal();
        JvmObject shared = object("com.acme.Config");
        process.type("com.acme.Ctx").set("CURRENT", local);
        process.thread("main")
                .local(local, shared)
                .frame(
                        process.type("com.acme.Main"),
                        "main",
                        "Main.java",
                        9,
                        object("com.acme.App").set("config", shared));

        assertThat(path(shared)).contains("com.acme.App > config");
    }
}
