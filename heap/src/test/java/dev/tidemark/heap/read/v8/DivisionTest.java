package dev.tidemark.heap.read.v8;

import static dev.tidemark.testkit.Heaps.heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.LongColumn;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.testkit.HeapBuilder;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.SnapshotLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays of several megabytes, read in chunks of the size that users get. */
class DivisionTest {
    private static final int OBJECTS = 135_000;
    private static final List<SnapshotLayout> LAYOUTS =
            List.of(SnapshotLayout.NODE_20, SnapshotLayout.NODE_24);

    @TempDir Path folder;

    /** Each further digit in the first record moves all borders by one byte. */
    @Test
    void a_border_may_fall_at_any_byte_of_a_record() throws IOException {
        for (int shift = 0; shift < 12; shift++) {
            HeapFile heap = heapOfSeveralChunks(shift);
            SnapshotLayout layout = LAYOUTS.get(shift % 2);
            Path file = heap.writeTo(folder.resolve("a.heapsnapshot"), layout);
            try (HeapGraph graph = V8Snapshots.open(file)) {
                check(graph, heap, "shift %d, %s".formatted(shift, layout.lines()));
            }
        }
    }

    @Test
    void any_number_of_workers_gives_the_same_graph() throws IOException {
        HeapFile heap = heapOfSeveralChunks(5);
        for (SnapshotLayout layout : LAYOUTS) {
            Path file = heap.writeTo(folder.resolve("a.heapsnapshot"), layout);
            for (int workers : List.of(1, 2, 8)) {
                for (int chunkBytes : List.of(1 << 12, 2 << 20)) {
                    Division division = new Division(workers, chunkBytes);
                    try (HeapGraph graph = V8Snapshots.open(file, division)) {
                        check(graph, heap, layout.lines() + ", " + division);
                    }
                }
            }
        }
    }

    @Test
    void types_are_numbered_alike_in_every_run() throws IOException {
        Path file = RandomV8Heaps.heap(11).writeTo(folder.resolve("a.heapsnapshot"));
        try (HeapGraph one = V8Snapshots.open(file, new Division(1, 100));
                HeapGraph other = V8Snapshots.open(file, new Division(8, 100))) {
            assertThat(one.typeCount()).isEqualTo(other.typeCount());
            for (int type = 0; type < one.typeCount(); type++) {
                assertThat(one.typeName(type)).isEqualTo(other.typeName(type));
            }
            for (int object = 0; object < one.objectCount(); object++) {
                assertThat(one.typeOf(object)).isEqualTo(other.typeOf(object));
            }
        }
    }

    /** A big graph takes over the arrays of the one before it, which held other values. */
    @Test
    void a_graph_shows_nothing_of_the_one_that_was_closed_before_it() throws IOException {
        for (int seed = 0; seed < 4; seed++) {
            HeapFile heap = heapOfSeveralChunks(20 - 7 * (seed % 2));
            Path file = heap.writeTo(folder.resolve("a.heapsnapshot"));
            poison(heap.objectCount());
            try (HeapGraph graph = V8Snapshots.open(file)) {
                check(graph, heap, "round " + seed);
            }
        }
    }

    /** Leaves arrays behind in which every cell is set. */
    private static void poison(int count) {
        try (Columns columns = new Columns()) {
            for (int column = 0; column < 4; column++) {
                IntColumn ints = columns.ints(count + 1L);
                LongColumn longs = columns.longs(count + 1L);
                ByteColumn bytes = columns.bytes(2L * count);
                for (int i = 0; i < count; i++) {
                    ints.set(i, -1);
                    longs.set(i, -1);
                    bytes.set(i, (byte) -1);
                }
            }
        }
    }

    private static HeapFile heapOfSeveralChunks(int shift) {
        SplittableRandom random = new SplittableRandom(shift);
        HeapBuilder heap = heap().root(1);
        heap.object("First", shift == 0 ? 0 : (long) Math.pow(10, shift % 15), 2);
        heap.object("Second", shift < 15 ? 0 : (long) Math.pow(10, shift - 15), 3);
        for (int object = 3; object <= OBJECTS; object++) {
            int next = Math.min(object + 1, OBJECTS);
            heap.object("C" + random.nextInt(50), random.nextInt(1 << random.nextInt(1, 20)), next)
                    .object("D", 0, 1 + random.nextInt(OBJECTS), 1 + random.nextInt(OBJECTS));
        }
        return heap.build();
    }

    private static void check(HeapGraph graph, HeapFile heap, String what) {
        assertThat(graph.objectCount()).as(what).isEqualTo(heap.objectCount());
        assertThat(graph.referenceCount()).as(what).isEqualTo(heap.referenceCount());
        for (int object = 0; object < heap.objectCount(); object++) {
            boolean right =
                    graph.objectId(object) == heap.id(object)
                            && graph.shallowSize(object) == heap.shallowSize(object);
            long reference = graph.firstReference(object);
            for (HeapFile.Reference expected : heap.references(object)) {
                right &= graph.target(reference++) == expected.target();
            }
            if (!right || object % 997 == 0) {
                check(graph, heap, object, what + ", object " + object);
            }
        }
    }

    private static void check(HeapGraph graph, HeapFile heap, int object, String what) {
        assertThat(graph.objectId(object)).as(what).isEqualTo(heap.id(object));
        assertThat(graph.name(object)).as(what).isEqualTo(heap.name(object));
        assertThat(graph.shallowSize(object)).as(what).isEqualTo(heap.shallowSize(object));
        long reference = graph.firstReference(object);
        for (HeapFile.Reference expected : heap.references(object)) {
            assertThat(graph.target(reference)).as(what).isEqualTo(expected.target());
            assertThat(graph.referenceName(reference)).as(what).isEqualTo(expected.name());
            assertThat(graph.referenceKind(reference).name())
                    .as(what)
                    .isEqualTo(expected.type().name());
            reference++;
        }
        assertThat(graph.firstReference(object + 1)).as(what).isEqualTo(reference);
    }
}
