package dev.tidemark.heap.analyse.growth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.HprofType;
import dev.tidemark.testkit.jvm.JvmList;
import dev.tidemark.testkit.jvm.JvmMap;
import dev.tidemark.testkit.jvm.JvmObject;
import dev.tidemark.testkit.jvm.JvmThread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmGrowthTest {
    @TempDir Path folder;

    private final HotSpotHeap process = new HotSpotHeap();
    private final List<HprofFile> dumps = new ArrayList<>();

    private JvmObject object(String type) {
        return process.instance(type);
    }

    @Test
    void one_cause_is_one_accumulation_with_all_that_hangs_on_its_entries() throws IOException {
        JvmMap sessions = process.concurrentHashMap();
        process.type("com.acme.Registry").set("sessions", sessions);
        for (int i = 0; i < 300; i++) {
            JvmMap values = process.hashMap().put("user", process.string("u" + i));
            sessions.put("s" + i, object("com.acme.Session").set("values", values));
            dumpAfter(i, 100);
        }

        List<Accumulation> found = compare();

        assertThat(found).hasSize(1);
        Accumulation session = found.getFirst();
        assertThat(session.holder())
                .hasToString("static com.acme.Registry.sessions : ConcurrentHashMap");
        assertThat(session.entryType()).isEqualTo("com.acme.Session");
        assertThat(session.counts()).containsExactly(100L, 200L, 300L);
        // Session, map with its table and node, two strings with their characters: all of it.
        assertThat(session.bytes()).allSatisfy(bytes -> assertThat(bytes).isGreaterThan(20_000));
    }

    @Test
    void what_keeps_more_of_its_own_kind_grows_in_the_slots_where_it_keeps_them()
            throws IOException {
        process.type("com.acme.Scope").fields("children");
        JvmList children = process.arrayList();
        process.type("com.acme.Engine")
                .set("scope", object("com.acme.Scope").set("children", children));
        for (int i = 0; i < 300; i++) {
            children.add(object("com.acme.Scope").set("children", process.arrayList()));
            dumpAfter(i, 100);
        }

        Accumulation first = compare().getFirst();

        assertThat(first.holder())
                .hasToString(
                        "static com.acme.Engine.scope : com.acme.Scope > children : ArrayList");
        assertThat(first.entryType()).isEqualTo("com.acme.Scope");
        assertThat(first.counts()).containsExactly(100L, 200L, 300L);
    }

    @Test
    void the_holder_further_down_is_named_when_the_one_above_hardly_grew() throws IOException {
        JvmMap tenants = process.hashMap();
        process.type("com.acme.Tenants").set("all", tenants);
        List<JvmList> orders = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            if (i < 10 || i % 100 == 50) {
                orders.add(process.arrayList());
                tenants.put("t" + i, object("com.acme.Tenant").set("orders", orders.getLast()));
            }
            for (int order = 0; order < 10; order++) {
                orders.get(order % orders.size()).add(object("com.acme.Order"));
            }
            dumpAfter(i, 100);
        }

        Accumulation first = compare().getFirst();

        assertThat(first.holder())
                .hasToString(
                        "static com.acme.Tenants.all : HashMap > [*] : com.acme.Tenant > orders :"
                                + " ArrayList");
        assertThat(first.counts()).containsExactly(1000L, 2000L, 3000L);
    }

    @Test
    void copies_in_the_threads_of_a_pool_are_one_accumulation() throws IOException {
        JvmObject local = process.threadLocal();
        process.type("com.acme.Ctx").set("SEEN", local);
        List<JvmList> lists = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            JvmThread worker = process.thread("worker-" + i);
            lists.add(process.arrayList());
            worker.local(local, lists.getLast());
        }
        for (int i = 0; i < 200; i++) {
            lists.get(i % 4).add(object("com.acme.Request"));
            dumpAfter(i, 100);
        }

        List<Accumulation> found = compare();

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().holder())
                .hasToString("thread \"worker-*\" > thread-local com.acme.Ctx.SEEN > ArrayList");
        assertThat(found.getFirst().counts()).containsExactly(100L, 200L);
    }

    @Test
    void text_that_is_added_to_grows_by_what_is_in_it_and_not_by_its_capacity() throws IOException {
        JvmObject text = process.bytes(1000);
        JvmObject builder = object("java.lang.StringBuilder").set("value", text).set("count", 600);
        process.type("com.acme.Audit").set("log", process.hashMap().put("a", builder));
        dumps.add(process.dump());
        builder.set("count", 900);
        dumps.add(process.dump());
        text.withLength(4000);
        builder.set("count", 1200);
        dumps.add(process.dump());

        Accumulation log = compare().getFirst();

        assertThat(log.holder())
                .hasToString("static com.acme.Audit.log : HashMap > [*] : StringBuilder");
        assertThat(log.entry()).hasToString("contents : bytes");
        assertThat(log.added()).allSatisfy(added -> assertThat(added).isBetween(290L, 310L));
    }

    @Test
    void a_collection_that_only_gets_room_for_more_does_not_accumulate() throws IOException {
        JvmList list = process.arrayList();
        process.type("com.acme.Jobs").set("list", list);
        for (int i = 0; i < 10; i++) {
            list.add(object("com.acme.Job"));
        }
        dumps.add(process.dump());
        for (int i = 0; i < 500; i++) {
            list.add(object("com.acme.Job"));
        }
        for (int i = 0; i < 500; i++) {
            list.removeFirst();
        }
        dumps.add(process.dump());

        assertThat(compare()).isEmpty();
    }

    @Test
    void entries_that_are_only_replaced_do_not_accumulate() throws IOException {
        JvmList queue = process.linkedBlockingQueue(Integer.MAX_VALUE);
        process.type("com.acme.Jobs").set("queue", queue);
        for (int i = 0; i < 400; i++) {
            queue.add(object("com.acme.Job"));
            if (i >= 100) {
                queue.removeFirst();
            }
            dumpAfter(i, 100);
        }

        assertThat(compare()).isEmpty();
    }

    @Test
    void threads_that_become_more_are_named_themselves() throws IOException {
        for (int i = 0; i < 40; i++) {
            process.thread("reaper-" + i).runs(object("com.acme.Reaper"));
            dumpAfter(i, 20);
        }

        Accumulation threads = compare().getFirst();

        assertThat(threads.holder()).hasToString("thread \"reaper-*\"");
        assertThat(threads.counts()).containsExactly(20L, 40L);
    }

    @Test
    void what_two_collections_hold_is_one_accumulation_with_both_names() throws IOException {
        JvmMap byId = process.hashMap();
        JvmList recent = process.arrayList();
        process.type("com.acme.Orders").set("byId", byId).set("recent", recent);
        for (int i = 0; i < 200; i++) {
            JvmObject order = object("com.acme.Order");
            byId.put("o" + i, order);
            recent.add(order);
            dumpAfter(i, 100);
        }

        List<Accumulation> found = compare();

        assertThat(found).hasSize(1);
        assertThat(List.of(found.getFirst().holder(), found.getFirst().alsoHeldBy().getFirst()))
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "static com.acme.Orders.byId : HashMap",
                        "static com.acme.Orders.recent : ArrayList");
    }

    @Test
    void a_key_and_a_value_of_one_type_are_one_entry() throws IOException {
        JvmMap names = process.hashMap();
        process.type("com.acme.Names").set("byCode", names);
        for (int i = 0; i < 200; i++) {
            names.put("code" + i, process.string("name" + i));
            dumpAfter(i, 100);
        }

        assertThat(compare().getFirst().counts()).containsExactly(100L, 200L);
    }

    @Test
    void a_list_accumulates_what_another_collection_owns() throws IOException {
        JvmMap pages = process.hashMap();
        JvmList visits = process.arrayList();
        JvmList[] shared = {process.linkedList(), process.arrayDeque()};
        process.type("com.acme.Site").set("pages", pages);
        process.type("com.acme.Visits").set("all", object("com.acme.Log").set("visits", visits));
        process.type("com.acme.Links").set("a", shared[0]).set("b", shared[1]);
        List<JvmObject> targets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            targets.add(object("com.acme.Page"));
            pages.put("p" + i, targets.getLast());
            shared[i % 2].add(targets.getLast());
        }
        for (int i = 0; i < 900; i++) {
            visits.add(targets.get(i % 20));
            dumpAfter(i, 300);
        }

        Accumulation found = compare().getFirst();

        assertThat(found.holder())
                .hasToString("static com.acme.Visits.all : com.acme.Log > visits : ArrayList");
        assertThat(found.entry()).hasToString("[*] : com.acme.Page");
        assertThat(found.entryType()).isEqualTo("com.acme.Page");
        assertThat(found.counts()).containsExactly(300L, 600L, 900L);
        assertThat(found.added()).containsExactly(300L, 300L);
    }

    @Test
    void a_linked_queue_of_what_is_owned_elsewhere_accumulates_links() throws IOException {
        JvmObject kind = object("com.acme.Kind");
        JvmList queue = process.linkedBlockingQueue(Integer.MAX_VALUE);
        process.type("com.acme.Kind").set("A", kind);
        process.type("com.acme.Jobs").set("queue", queue);
        for (int i = 0; i < 200; i++) {
            queue.add(kind);
            dumpAfter(i, 100);
        }

        Accumulation found = compare().getFirst();

        assertThat(found.holder()).hasToString("static com.acme.Jobs.queue : LinkedBlockingQueue");
        // One more link is the empty one in front.
        assertThat(found.counts()).containsExactly(101L, 201L);
    }

    @Test
    void lists_that_are_filled_one_after_the_other_accumulate() throws IOException {
        List<JvmObject> buckets = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            buckets.add(object("com.acme.Bucket"));
        }
        JvmObject wheel = process.array(buckets.toArray(JvmObject[]::new));
        process.type("com.acme.Timer").set("wheel", wheel);
        List<JvmObject> heads = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            JvmObject bucket = buckets.get(i / 100);
            JvmObject head = object("com.acme.Timeout");
            if (i % 100 > 0) {
                head.set("next", heads.getLast());
            }
            heads.add(head);
            bucket.set("head", head);
            dumpAfter(i, 100);
        }

        Accumulation found = compare().getFirst();

        assertThat(found.holder())
                .hasToString(
                        "static com.acme.Timer.wheel : Object[] > [*] : com.acme.Bucket > head :"
                                + " com.acme.Timeout");
        assertThat(found.counts()).containsExactly(99L, 198L, 297L);
    }

    @Test
    void lists_that_are_linked_both_ways_are_one_accumulation() throws IOException {
        List<JvmObject> buckets = new ArrayList<>();
        List<JvmObject> tails = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JvmObject only = object("com.acme.Timeout");
            tails.add(only);
            buckets.add(object("com.acme.Bucket").set("head", only).set("tail", only));
        }
        JvmObject wheel = process.array(buckets.toArray(JvmObject[]::new));
        process.type("com.acme.Timer").set("wheel", wheel);
        for (int i = 0; i < 1200; i++) {
            JvmObject tail = tails.get(i % 8);
            JvmObject added = object("com.acme.Timeout").set("prev", tail);
            tail.set("next", added);
            tails.set(i % 8, added);
            buckets.get(i % 8).set("tail", added);
            dumpAfter(i, 400);
        }

        List<Accumulation> found = compare();

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().holder())
                .hasToString("static com.acme.Timer.wheel : Object[] > [*] : com.acme.Bucket");
        assertThat(found.getFirst().entryType()).isEqualTo("com.acme.Timeout");
        // The ends themselves are not more than there were.
        assertThat(found.getFirst().added()).containsExactly(400L, 400L);
    }

    @Test
    void what_waits_in_a_queue_counts_with_the_list_that_it_comes_to() throws IOException {
        JvmList queue = process.arrayList();
        JvmList done = process.arrayList();
        JvmObject timer = object("com.acme.Timer").set("waiting", queue).set("entries", done);
        process.type("com.acme.Timers").set("timer", timer);
        List<JvmObject> made = new ArrayList<>();
        for (int takenOver : List.of(0, 10, 260, 300)) {
            for (int i = 0; i < 100; i++) {
                made.add(object("com.acme.Timeout"));
            }
            queue.clear();
            made.subList(takenOver, made.size()).forEach(queue::add);
            done.clear();
            made.subList(0, takenOver).forEach(done::add);
            dumps.add(process.dump());
        }

        Accumulation found = compare().getFirst();

        assertThat(found.holder())
                .hasToString("static com.acme.Timers.timer : com.acme.Timer > entries : ArrayList");
        assertThat(found.added()).containsExactly(100L, 100L, 100L);
        assertThat(found.waitingIn())
                .extracting(Object::toString)
                .containsExactly(
                        "static com.acme.Timers.timer : com.acme.Timer > waiting : ArrayList");
    }

    @Test
    void a_part_that_more_and_more_objects_have_is_explained_by_them() throws IOException {
        JvmList users = process.arrayList();
        process.type("com.acme.Users").set("all", users);
        List<JvmObject> made = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            made.add(object("com.acme.User"));
            users.add(made.getLast());
        }
        for (int i = 0; i < 300; i++) {
            JvmList rights = process.arrayList();
            fill(rights, 3);
            made.get(i).set("rights", rights);
            dumpAfter(i, 100);
        }

        assertThat(compare()).isEmpty();
    }

    @Test
    void a_weak_map_is_not_what_holds_the_keys_that_another_one_keeps() throws IOException {
        JvmMap seen = process.weakHashMap();
        JvmList users = process.arrayList();
        process.type("com.acme.Users").set("all", users).set("seen", seen);
        for (int i = 0; i < 200; i++) {
            JvmObject user = object("com.acme.User");
            users.add(user);
            seen.put(user, users);
            dumpAfter(i, 100);
        }

        assertThat(compare())
                .extracting(found -> found.holder().toString())
                .containsExactly("static com.acme.Users.all : ArrayList");
    }

    @Test
    void a_hand_made_list_of_numbers_is_measured_by_the_count_beside_its_array()
            throws IOException {
        JvmObject codes = process.primitives(HprofType.INT, 1024);
        JvmObject bag =
                object("com.acme.Bag").set("codes", codes).set("capacity", 1024).set("n", 600);
        process.type("com.acme.Codes").set("bag", bag);
        dumps.add(process.dump());
        bag.set("n", 900);
        dumps.add(process.dump());
        codes.withLength(2048);
        bag.set("n", 1200).set("capacity", 2048);
        dumps.add(process.dump());

        Accumulation found = compare().getFirst();

        assertThat(found.holder())
                .hasToString("static com.acme.Codes.bag : com.acme.Bag > codes : int[]");
        assertThat(found.entry()).hasToString("contents : bytes");
        assertThat(found.added()).allSatisfy(added -> assertThat(added).isBetween(1190L, 1210L));
    }

    @Test
    void an_array_of_numbers_without_a_count_beside_it_is_measured_by_its_length()
            throws IOException {
        JvmObject codes = process.primitives(HprofType.INT, 1024);
        JvmObject bag = object("com.acme.Bag").set("codes", codes).set("id", 2_000_000);
        bag.set("version", 7);
        process.type("com.acme.Codes").set("bag", bag);
        dumps.add(process.dump());
        bag.set("version", 3);
        dumps.add(process.dump());
        codes.withLength(2048);
        bag.set("version", 9);
        dumps.add(process.dump());

        assertThat(compare().getFirst().added()).containsExactly(0L, 4096L);
    }

    /** Lists in objects in objects; one of the lists, anywhere, gets more entries. */
    @RepeatedTest(60)
    void the_list_that_grows_is_found_in_any_heap(RepetitionInfo run) throws IOException {
        SplittableRandom random = new SplittableRandom(run.getCurrentRepetition());
        List<JvmList> lists = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JvmList list = process.arrayList();
            JvmObject top = object("com.acme.Top");
            StringBuilder path =
                    new StringBuilder("static com.acme.Root%d.top : com.acme.Top".formatted(i));
            JvmObject at = top;
            for (int depth = random.nextInt(4); depth > 0; depth--) {
                JvmObject part = object("com.acme.Part" + depth);
                at.set("part", part);
                path.append(" > part : com.acme.Part").append(depth);
                at = part;
            }
            at.set("entries", list);
            process.type("com.acme.Root" + i).set("top", top);
            lists.add(list);
            paths.add(path.append(" > entries : ArrayList").toString());
            fill(list, random.nextInt(50));
        }
        dumps.add(process.dump());
        int leaking = random.nextInt(lists.size());
        int added = 1 + random.nextInt(100);
        fill(lists.get(leaking), added);
        dumps.add(process.dump());

        List<Accumulation> found = compare();

        assertThat(found)
                .as("seed %d", run.getCurrentRepetition())
                .singleElement()
                .satisfies(list -> {
                    assertThat(list.holder()).hasToString(paths.get(leaking));
                    assertThat(list.totalAdded()).isEqualTo(added);
                });
    }

    private void fill(JvmList list, int entries) {
        for (int i = 0; i < entries; i++) {
            list.add(object("com.acme.Entry"));
        }
    }

    private void dumpAfter(int i, int every) {
        if (i % every == every - 1) {
            dumps.add(process.dump());
        }
    }

    private List<Accumulation> compare() throws IOException {
        List<HeapGraph> graphs = new ArrayList<>();
        List<Snapshot> snapshots = new ArrayList<>();
        try {
            for (HprofFile file : dumps) {
                Path path = folder.resolve(graphs.size() + ".hprof");
                graphs.add(Heaps.open(file.writeTo(path)));
                snapshots.add(Heaps.snapshot(graphs.getLast()));
            }
            Growth growth = Growths.compare(snapshots);
            assertThat(growth.sameProcess()).isFalse();
            return growth.accumulations();
        } finally {
            graphs.forEach(HeapGraph::close);
        }
    }
}
