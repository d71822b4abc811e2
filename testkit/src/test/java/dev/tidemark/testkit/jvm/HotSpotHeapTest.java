package dev.tidemark.testkit.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HotSpotHeapTest {
    static List<HprofLayout> layouts() {
        return List.of(
                HprofLayout.COMPRESSED,
                HprofLayout.COMPACT_HEADERS,
                HprofLayout.WIDE_REFERENCES,
                HprofLayout.ALIGNED_TO_16,
                HprofLayout.BITS_32,
                HprofLayout.COMPRESSED.withSegmentBytes(64));
    }

    private final HotSpotHeap process = new HotSpotHeap();

    @ParameterizedTest
    @MethodSource("layouts")
    void every_record_of_a_dump_can_be_walked_in_every_layout(HprofLayout layout) {
        JvmMap sessions = process.concurrentHashMap();
        JvmObject session = process.instance("com.acme.Session").set("count", 7).set("at", 9L);
        sessions.put("s-1", session);
        process.type("com.acme.Registry").set("byName", sessions);

        HprofFile dump = process.dump(layout);
        WalkedDump walked = new WalkedDump(dump.toBytes());

        assertThat(walked.version).isEqualTo(layout.version());
        assertThat(walked.classDumps.size() + walked.classOfObject.size())
                .isEqualTo(dump.objectCount());
        assertThat(walked.className(dump.address(session))).isEqualTo("com/acme/Session");
        assertThat(walked.statics.get(dump.address(process.type("com.acme.Registry"))))
                .containsEntry("byName", dump.address(sessions));
    }

    @Test
    void a_segment_ends_when_it_is_long_enough_and_old_versions_have_one_record() {
        WalkedDump segments =
                new WalkedDump(process.dump(HprofLayout.COMPRESSED.withSegmentBytes(64)).toBytes());
        WalkedDump whole = new WalkedDump(process.dump(HprofLayout.BITS_32).toBytes());

        assertThat(segments.topLevelRecords.get(0x1c)).isGreaterThan(10);
        assertThat(segments.topLevelRecords).containsEntry(0x2c, 1).doesNotContainKey(0x0c);
        assertThat(whole.topLevelRecords).containsEntry(0x0c, 1).doesNotContainKey(0x1c);
    }

    @Test
    void what_nothing_retains_is_gone_and_all_others_have_moved_in_the_next_dump() {
        JvmList queue = process.linkedBlockingQueue(Integer.MAX_VALUE);
        JvmObject done = process.instance("com.acme.Job");
        JvmObject waiting = process.instance("com.acme.Job");
        queue.add(done).add(waiting);
        process.type("com.acme.Jobs").set("queue", queue);
        HprofFile before = process.dump();

        queue.removeFirst();
        HprofFile after = process.dump();

        assertThat(after.contains(done)).isFalse();
        assertThat(after.contains(waiting)).isTrue();
        assertThat(after.address(waiting)).isNotEqualTo(before.address(waiting));
        assertThat(process.dumpWithoutCollection(HprofLayout.COMPRESSED).contains(done)).isTrue();
    }

    @Test
    void a_weak_reference_does_not_keep_its_referent_and_becomes_null() {
        JvmObject context = process.threadLocal();
        JvmThread worker = process.thread("worker-1");
        worker.local(context, process.bytes(10));

        HprofFile dump = process.dump();

        assertThat(dump.contains(worker)).isTrue();
        assertThat(dump.contains(context)).isFalse();
    }

    @Test
    void threads_have_frames_and_locals_until_they_end() {
        JvmObject buffer = process.bytes(4096);
        JvmThread worker =
                process.thread("worker-1")
                        .frame(process.type("com.acme.Main"), "run", "Main.java", 12, buffer);
        WalkedDump running = new WalkedDump(process.dump().toBytes());

        worker.end();
        HprofFile over = process.dump();

        assertThat(running.roots.get(0x08)).hasSize(1);
        assertThat(running.roots.get(0x03)).hasSize(1);
        assertThat(running.topLevelRecords).containsEntry(0x04, 1).containsEntry(0x05, 1);
        assertThat(over.contains(buffer)).isFalse();
    }

    @Test
    void a_loader_that_nobody_holds_goes_with_its_classes() {
        JvmLoader kept = process.classLoader("com.acme.PluginLoader");
        JvmLoader gone = process.classLoader("com.acme.PluginLoader");
        JvmClass keptClass = process.type("com.acme.Plugin", kept);
        JvmClass goneClass = process.type("com.acme.Plugin", gone);
        process.type("com.acme.Plugins").set("current", process.instance(keptClass));

        HprofFile dump = process.dump();

        assertThat(dump.contains(keptClass)).isTrue();
        assertThat(dump.contains(goneClass)).isFalse();
    }

    @Test
    void sizes_are_those_of_the_jvm() {
        process.type("com.acme.Session").fields("name");
        JvmObject session = process.instance("com.acme.Session").set("at", 1L);
        process.root(HprofRoot.JNI_GLOBAL, session);
        JvmObject text = process.string("12345678901");
        process.root(HprofRoot.JNI_GLOBAL, text);

        assertThat(process.dump().shallowSize(session)).isEqualTo(24);
        assertThat(process.dump(HprofLayout.COMPACT_HEADERS).shallowSize(session)).isEqualTo(24);
        assertThat(process.dump(HprofLayout.WIDE_REFERENCES).shallowSize(session)).isEqualTo(32);
        assertThat(process.dump().shallowSize(text)).isEqualTo(24);
        assertThat(process.dump(HprofLayout.ALIGNED_TO_16).shallowSize(text)).isEqualTo(32);
    }

    @Test
    void a_class_of_17_and_of_25_keeps_the_task_of_a_thread_in_its_own_way() {
        HotSpotHeap old = new HotSpotHeap(HotSpotHeap.Release.JDK_17);
        old.thread("t").runs(old.instance("com.acme.Task"));
        process.thread("t").runs(process.instance("com.acme.Task"));

        assertThat(classNames(old)).doesNotContain("java/lang/Thread$FieldHolder");
        assertThat(classNames(process)).contains("java/lang/Thread$FieldHolder");
    }

    private static java.util.Collection<String> classNames(HotSpotHeap heap) {
        return new WalkedDump(heap.dump().toBytes()).classNames.values();
    }

    @Test
    void every_cut_and_every_damage_is_another_file() {
        byte[] sound = process.dump().toBytes();
        CorruptDumps corrupt = CorruptDumps.of(process.dump());

        assertThat(corrupt.cutAtRecords()).hasSizeGreaterThan(100);
        assertThat(corrupt.absurdLengths()).hasSizeGreaterThan(2);
        assertThat(corrupt.wrongIdSizes())
                .allSatisfy(file -> assertThat(file.bytes()).hasSameSizeAs(sound));
        assertThat(corrupt.spliced(1).bytes()).isNotEqualTo(sound);
    }
}
