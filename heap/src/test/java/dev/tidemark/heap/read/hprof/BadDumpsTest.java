package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import dev.tidemark.testkit.jvm.CorruptDumps;
import dev.tidemark.testkit.jvm.HotSpotHeap;
import dev.tidemark.testkit.jvm.HprofFile;
import dev.tidemark.testkit.jvm.HprofLayout;
import dev.tidemark.testkit.jvm.JvmObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes, a dump is refused with {@link SnapshotFormatException}, or it opens and then
 * everything in it can be read; what a cut took is said.
 */
class BadDumpsTest {
    private static final Division DIVISION = new Division(2, 512);
    private static final int FILES = 600;
    private static final List<HprofFile> SOUND =
            List.of(
                    heap().dump(HprofLayout.COMPRESSED.withSegmentBytes(2000)),
                    heap().dump(HprofLayout.BITS_32),
                    heap().dump(HprofLayout.ANDROID.withSegmentBytes(0)));

    private static HotSpotHeap heap() {
        HotSpotHeap process = new HotSpotHeap();
        JvmObject text = process.string("text");
        process.type("com.acme.Registry")
                .set("map", process.hashMap().put("a", text).put("b", process.bytes(40)))
                .set("list", process.arrayList().add(text).add(process.array(text, text)))
                .set("weak", process.instance("java.lang.ref.WeakReference").set("referent", text));
        process.thread("worker").frame(process.type("com.acme.Loop"), "run", "Loop.java", 3, text);
        return process;
    }

    @Test
    void a_dump_that_was_cut_at_any_record_is_refused_or_read_to_the_cut() throws IOException {
        for (HprofFile sound : SOUND) {
            int opened = 0;
            for (CorruptFile file : CorruptDumps.of(sound).cutAtRecords()) {
                opened += openOrRefuse(file) ? 1 : 0;
            }
            assertThat(opened).isPositive();
        }
    }

    @Test
    void a_cut_is_said_with_its_offset_and_with_what_is_lost() throws IOException {
        HprofFile sound = SOUND.getFirst();
        int length = sound.toBytes().length * 9 / 10;
        CorruptFile file = CorruptDumps.of(sound).cutAt(length);
        try (JvmHeap heap = OpenDump.read(file.bytes(), Referents.NONE, DIVISION)) {
            assertThat(heap.truncation())
                    .hasValueSatisfying(cut -> {
                        assertThat(cut.offset()).isEqualTo(length);
                        assertThat(cut.lost()).contains("whatever followed");
                    });
            assertThat(heap.objectCount()).isLessThan(sound.objectCount());
        }
    }

    @Test
    void a_cut_anywhere_near_the_end_leaves_what_came_before() throws IOException {
        HprofFile sound = SOUND.getFirst();
        int size = sound.toBytes().length;
        for (int length = size - 1; length > size - 200; length--) {
            CorruptFile file = CorruptDumps.of(sound).cutAt(length);
            try (JvmHeap heap = OpenDump.read(file.bytes(), Referents.NONE, DIVISION)) {
                assertThat(heap.truncation()).isPresent();
                readAll(heap);
            }
        }
    }

    @Test
    void flipped_bytes_are_refused_or_leave_a_graph_that_can_be_read() throws IOException {
        for (HprofFile sound : SOUND) {
            CorruptDumps dumps = CorruptDumps.of(sound);
            for (int seed = 0; seed < FILES; seed++) {
                openOrRefuse(dumps.flipped(seed));
                openOrRefuse(dumps.flippedInRecordHead(seed));
                openOrRefuse(dumps.spliced(seed));
            }
        }
    }

    @Test
    void absurd_lengths_are_refused_or_are_a_cut() throws IOException {
        for (HprofFile sound : SOUND) {
            for (CorruptFile file : CorruptDumps.of(sound).absurdLengths()) {
                openOrRefuse(file);
            }
        }
    }

    @Test
    void ids_of_another_width_than_4_and_8_bytes_are_refused() {
        for (CorruptFile file : CorruptDumps.of(SOUND.getFirst()).wrongIdSizes()) {
            assertThatThrownBy(() -> OpenDump.read(file.bytes(), Referents.NONE, DIVISION))
                    .as(file.what())
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("at byte 19: expected ids of 4 or 8 bytes");
        }
    }

    private static boolean openOrRefuse(CorruptFile file) throws IOException {
        try (JvmHeap heap = OpenDump.read(file.bytes(), Referents.NONE, DIVISION)) {
            readAll(heap);
            return true;
        } catch (SnapshotFormatException e) {
            assertThat(e.offset()).as(file.what()).isBetween(0L, (long) file.bytes().length);
            return false;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(file.what(), e);
        }
    }

    private static void readAll(JvmHeap heap) {
        for (int type = 0; type < heap.typeCount(); type++) {
            heap.typeName(type);
            heap.fields(type);
            heap.statics(type);
            heap.loaderOf(type);
        }
        for (int object = 0; object < heap.objectCount(); object++) {
            heap.name(object);
            heap.text(object);
            heap.length(object);
            heap.number(object, "hash");
            assertThat(heap.shallowSize(object)).isNotNegative();
            long end = heap.firstReference(object + 1);
            for (long reference = heap.firstReference(object); reference < end; reference++) {
                assertThat(heap.target(reference)).isBetween(0, heap.objectCount() - 1);
                heap.referenceName(reference);
                heap.field(object, reference);
            }
        }
        heap.threads();
        DominatorTree.of(heap).close();
    }
}
