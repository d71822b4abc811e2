package dev.tidemark.heap.read.v8;

import static dev.tidemark.testkit.Heaps.nodeHeap;
import static dev.tidemark.testkit.Heaps.v8Heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.HeapGraph.ScriptPosition;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.JsMap;
import dev.tidemark.testkit.NodeHeap;
import dev.tidemark.testkit.SnapshotLayout;
import dev.tidemark.testkit.V8Heap;
import dev.tidemark.testkit.V8NodeType;
import dev.tidemark.testkit.V8Object;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every way in which a snapshot can be laid out and packed reads to the same graph. */
class ReaderKitTest {
    static final List<SnapshotLayout> LAYOUTS = SnapshotLayout.ALL;

    @TempDir Path folder;

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void a_process_reads_the_same_from_every_layout(SnapshotLayout layout) throws IOException {
        checkAgainstTwin(process(), layout);
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void extremes_read_the_same_from_every_layout(SnapshotLayout layout) throws IOException {
        checkAgainstTwin(extremes(), layout);
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void a_heap_of_nothing_but_the_root_is_read(SnapshotLayout layout) throws IOException {
        Path file = v8Heap().snapshot().writeTo(folder.resolve("a.heapsnapshot"), layout);
        try (HeapGraph graph = V8Snapshots.open(file)) {
            assertThat(graph.objectCount()).isEqualTo(1);
            assertThat(graph.referenceCount()).isZero();
            assertThat(graph.firstReference(1)).isZero();
            assertThat(graph.kind(graph.root())).isEqualTo(ObjectKind.SYNTHETIC);
        }
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void chunks_that_end_anywhere_give_the_same_graph(SnapshotLayout layout) throws IOException {
        for (long seed = 0; seed < 6; seed++) {
            HeapFile heap = RandomV8Heaps.heap(seed);
            Path file = heap.writeTo(folder.resolve("a.heapsnapshot"), layout);
            try (HeapGraph whole = V8Snapshots.open(file)) {
                // From less than a record to more than an array, so each border is met.
                for (int chunkBytes = 1; chunkBytes < 2_000; chunkBytes += 1 + chunkBytes / 8) {
                    Division division = new Division(1 + (int) (seed % 3), chunkBytes);
                    try (HeapGraph graph = V8Snapshots.open(file, division)) {
                        GraphComparison.assertSame(graph, whole, "seed " + seed + " " + division);
                    }
                }
            }
        }
    }

    @Test
    void a_packed_file_reads_as_the_same_file_unpacked() throws IOException {
        HeapFile heap = extremes();
        SlowV8Snapshot expected =
                SlowV8Snapshot.open(heap.writeTo(folder.resolve("a.heapsnapshot")));
        Path gzip = heap.writeTo(folder.resolve("a.heapsnapshot.gz"));
        Path zstd = folder.resolve("a.heapsnapshot.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zstd))) {
            out.write(heap.toBytes(SnapshotLayout.NODE_20));
        }
        // The name does not matter, the content does.
        Path disguised = Files.copy(zstd, folder.resolve("packed.heapsnapshot"));

        for (Path file : List.of(gzip, zstd, disguised)) {
            try (HeapGraph graph = V8Snapshots.open(file)) {
                GraphComparison.assertSame(graph, expected, file.getFileName().toString());
            }
        }
    }

    @Test
    void names_are_decoded_as_json_says() throws IOException {
        V8Heap heap = v8Heap();
        for (String text : extremeStrings()) {
            heap.root().property(text, heap.node(V8NodeType.STRING, text, 16));
        }
        List<String> texts = extremeStrings();
        for (SnapshotLayout layout : LAYOUTS) {
            Path file = heap.snapshot().writeTo(folder.resolve("a.heapsnapshot"), layout);
            try (HeapGraph graph = V8Snapshots.open(file)) {
                for (int i = 0; i < texts.size(); i++) {
                    assertThat(graph.name(i + 1)).isEqualTo(texts.get(i));
                    assertThat(graph.referenceName(i)).isEqualTo(texts.get(i));
                }
            }
        }
    }

    @Test
    void names_asked_for_in_any_order_are_the_same() throws IOException {
        HeapFile heap = process();
        Path file = heap.writeTo(folder.resolve("a.heapsnapshot"));
        SplittableRandom random = new SplittableRandom(5);
        try (HeapGraph graph = V8Snapshots.open(file)) {
            SlowV8Snapshot slow = SlowV8Snapshot.open(file);
            for (int i = 0; i < 5_000; i++) {
                long reference = random.nextLong(graph.referenceCount());
                int object = random.nextInt(graph.objectCount());
                assertThat(graph.referenceName(reference))
                        .as("reference %d", reference)
                        .isEqualTo(slow.referenceName(reference));
                assertThat(graph.name(object)).as("object %d", object).isEqualTo(slow.name(object));
            }
        }
    }

    @Test
    void ids_and_sizes_beyond_31_bits_are_kept() throws IOException {
        V8Heap heap = v8Heap();
        V8Object old = heap.object("Old", 5L << 32).withId(4_294_967_295L);
        V8Object edge = heap.object("Edge", 0xffff_ffffL).withId(2_147_483_648L).at(70_000, 1, 2);
        heap.root().property("old", old).property("edge", edge);
        Path file = heap.snapshot().writeTo(folder.resolve("a.heapsnapshot"));
        try (HeapGraph graph = V8Snapshots.open(file)) {
            assertThat(graph.objectId(1)).isEqualTo(4_294_967_295L);
            assertThat(graph.shallowSize(1)).isEqualTo(21_474_836_480L);
            assertThat(graph.objectId(2)).isEqualTo(2_147_483_648L);
            assertThat(graph.shallowSize(2)).isEqualTo(4_294_967_295L);
            assertThat(graph.position(2)).contains(new ScriptPosition(70_000, 1, 2));
            assertThat(graph.position(1)).isEmpty();
        }
    }

    @Test
    void the_root_is_where_the_head_says() throws IOException {
        V8Heap heap = v8Heap();
        heap.root().property("a", heap.object("First", 8).property("b", heap.object("Second", 8)));
        String json =
                new String(heap.snapshot().toBytes(SnapshotLayout.NODE_20), StandardCharsets.UTF_8);
        Path file = folder.resolve("a.heapsnapshot");
        Files.writeString(file, json.replace("\"node_count\"", "\"root_index\":14,\"node_count\""));
        try (HeapGraph graph = V8Snapshots.open(file)) {
            assertThat(graph.root()).isEqualTo(2);
            assertThat(graph.name(graph.root())).isEqualTo("Second");
            GraphComparison.assertSame(graph, SlowV8Snapshot.open(file), "root_index");
        }
    }

    @Test
    void closing_twice_is_harmless() throws IOException {
        HeapGraph graph =
                V8Snapshots.open(v8Heap().snapshot().writeTo(folder.resolve("a.heapsnapshot")));
        graph.close();
        graph.close();
    }

    private void checkAgainstTwin(HeapFile heap, SnapshotLayout layout) throws IOException {
        Path file = heap.writeTo(folder.resolve("a.heapsnapshot"), layout);
        Path plain = heap.writeTo(folder.resolve("plain.heapsnapshot"));
        try (HeapGraph graph = V8Snapshots.open(file)) {
            GraphComparison.assertSame(graph, SlowV8Snapshot.open(file), "its own twin");
            GraphComparison.assertSame(graph, SlowV8Snapshot.open(plain), "the plain layout's");
        }
    }

    private static HeapFile process() {
        NodeHeap process = nodeHeap();
        JsMap sessions = process.map();
        process.module("/app/sessions.js").variable("sessions", sessions);
        for (int i = 0; i < 20; i++) {
            sessions.put("sid-" + i, process.instance("Session", 64));
        }
        return process.snapshot();
    }

    private static HeapFile extremes() {
        V8Heap heap = v8Heap();
        V8Object all = heap.object("All", 16);
        heap.root().property("all", all);
        SplittableRandom random = new SplittableRandom(1);
        for (String text : extremeStrings()) {
            V8Object object =
                    heap.object(text, random.nextLong(1L << random.nextInt(1, 50)))
                            .at(random.nextInt(1 << 20), random.nextInt(1 << 20), 0);
            all.property(text, object.withId(object.id() + (3L << 30)));
        }
        return heap.snapshot();
    }

    private static List<String> extremeStrings() {
        String controls =
                IntStream.range(0, 160).mapToObj(Character::toString).reduce("", String::concat);
        return List.of(
                controls,
                "quote \" backslash \\ slash / end \\",
                "\\\\\\\"",
                "],[}{\",\n",
                "é ü 日本語 \u2028 \uffff",
                "beyond 16 bits: \ud83c\udf0a \ud840\udc00",
                "x".repeat(1_024),
                "y\n".repeat(5_000),
                "日".repeat(3_000),
                " ");
    }
}
