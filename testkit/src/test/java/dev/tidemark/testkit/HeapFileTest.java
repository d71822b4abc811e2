package dev.tidemark.testkit;

import static dev.tidemark.testkit.Heaps.heap;
import static dev.tidemark.testkit.Heaps.v8Heap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.testkit.HeapFile.Location;
import dev.tidemark.testkit.HeapFile.Reference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapFileTest {
    private static final HeapFile DIAMOND =
            heap().root(1).object(10, 2, 3).object(20, 4).object(30, 4).object(40).build();

    @SuppressWarnings("unused") // named by @FieldSource
    private static final Object LAYOUTS = SnapshotLayout.ALL;

    @TempDir private Path folder;

    @Test
    void a_drawn_heap_answers_as_it_was_drawn() {
        assertThat(DIAMOND.objectCount()).isEqualTo(5);
        assertThat(DIAMOND.referenceCount()).isEqualTo(5);
        assertThat(DIAMOND.shallowSize(3)).isEqualTo(30);
        assertThat(DIAMOND.references(1))
                .containsExactly(
                        new Reference(V8EdgeType.ELEMENT, "1", 2),
                        new Reference(V8EdgeType.ELEMENT, "2", 3));
    }

    @Test
    void the_file_of_node_20_has_one_record_a_line_with_the_comma_first() {
        String file = new String(DIAMOND.toBytes(SnapshotLayout.NODE_20), StandardCharsets.UTF_8);

        assertThat(file)
                .startsWith("{\"snapshot\":{\"meta\":{\"node_fields\":[\"type\",\"name\",\"id\",")
                .contains("\"node_count\":5,\"edge_count\":5,\"trace_function_count\":0},\n")
                .endsWith(
                        """
                        "nodes":[9,1,1,0,1,0,0
                        ,3,2,3,10,2,0,0
                        ,3,2,5,20,1,0,0
                        ,3,2,7,30,1,0,0
                        ,3,2,9,40,0,0,0
                        ],
                        "edges":[1,1,7
                        ,1,1,14
                        ,1,2,21
                        ,1,1,28
                        ,1,1,28
                        ],
                        "trace_function_infos":[],
                        "trace_tree":[],
                        "samples":[],
                        "locations":[],
                        "strings":["<dummy>",
                        "",
                        "Object"]}\
                        """);
    }

    @Test
    void the_file_of_node_24_has_one_table_a_line_and_no_trace_node_id() {
        String file = new String(DIAMOND.toBytes(SnapshotLayout.NODE_24), StandardCharsets.UTF_8);

        assertThat(file)
                .contains("\"trace_function_count\":0,\"extra_native_bytes\":0},\n")
                .contains("\"nodes\":[9,1,1,0,1,0,3,2,3,10,2,0,3,2,5,20,1,0,3,2,7,30,1,0,3,2,9,40,")
                .endsWith("\"strings\":[\"<dummy>\",\"\",\"Object\"]}");
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void every_layout_says_the_same_to_who_reads_its_meta(SnapshotLayout layout) {
        for (int seed = 0; seed < 12; seed++) {
            HeapFile heap = RandomHeaps.heapOfAllTypes(seed);
            ParsedSnapshot parsed = new ParsedSnapshot(heap.toBytes(layout));

            assertThat(parsed.announcedNodes()).isEqualTo(parsed.nodeCount());
            assertThat(parsed.announcedEdges()).isEqualTo(parsed.edgeCount());
            assertSame(heap, new HeapFile(parsed), seed);
        }
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void strings_locations_and_detachedness_survive_every_layout(SnapshotLayout layout) {
        V8Heap heap = v8Heap();
        String odd = "\"quoted\" \\ back \b\f\n\r\t \u0001 caf\u00e9 \u4e2d \ud83d\ude80";
        V8Object window = heap.object(odd, 4_294_967_296L).at(7, 41, 3).detached();
        heap.root().property("first\nline", window);

        HeapFile read = new HeapFile(new ParsedSnapshot(heap.snapshot().toBytes(layout)));

        assertThat(read.name(1)).isEqualTo(odd);
        assertThat(read.references(0).getFirst().name()).isEqualTo("first\nline");
        assertThat(read.shallowSize(1)).isEqualTo(4_294_967_296L);
        assertThat(read.location(1)).contains(new Location(7, 41, 3));
        assertThat(read.detachedness(1)).isEqualTo(2);
    }

    @Test
    void a_name_that_ends_with_gz_is_compressed() throws IOException {
        Path file = DIAMOND.writeTo(folder.resolve("a.heapsnapshot.gz"));

        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(in.readAllBytes()).isEqualTo(DIAMOND.toBytes(SnapshotLayout.NODE_20));
        }
    }

    @Test
    void a_reference_to_an_object_never_drawn_is_refused() {
        assertThatThrownBy(() -> heap().root(1).object(10, 2).build())
                .hasMessage("object 1 refers to 2, but the last object drawn is 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 7, 100})
    void the_large_heaps_announce_what_they_write(int n) {
        for (HeapFile heap :
                new HeapFile[] {
                    RandomHeaps.largeChain(n),
                    RandomHeaps.largeStar(n),
                    RandomHeaps.largeIndexedList(n),
                    RandomHeaps.largeSharedLeaves(n)
                }) {
            ParsedSnapshot parsed = new ParsedSnapshot(heap.toBytes(SnapshotLayout.NODE_20));

            assertThat(parsed.nodeCount()).isEqualTo(n + 1);
            assertThat(parsed.announcedEdges()).isEqualTo(parsed.edgeCount());
            assertThat(IntStream.rangeClosed(1, n))
                    .allMatch(target -> isReferredTo(heap, target), "has a retainer");
        }
    }

    @Test
    void the_same_seed_gives_the_same_heap() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(RandomHeaps.heap(seed).toBytes(SnapshotLayout.NODE_20))
                    .isEqualTo(RandomHeaps.heap(seed).toBytes(SnapshotLayout.NODE_20));
        }
    }

    private static boolean isReferredTo(HeapFile heap, int target) {
        return IntStream.range(0, heap.objectCount())
                .anyMatch(o -> heap.references(o).stream().anyMatch(r -> r.target() == target));
    }

    private static void assertSame(HeapFile expected, HeapFile actual, int seed) {
        assertThat(actual.objectCount()).isEqualTo(expected.objectCount());
        for (int object = 0; object < expected.objectCount(); object++) {
            String where = "seed %d, object %d".formatted(seed, object);
            assertThat(actual.type(object)).as(where).isEqualTo(expected.type(object));
            assertThat(actual.name(object)).as(where).isEqualTo(expected.name(object));
            assertThat(actual.id(object)).as(where).isEqualTo(expected.id(object));
            assertThat(actual.shallowSize(object))
                    .as(where)
                    .isEqualTo(expected.shallowSize(object));
            assertThat(actual.references(object)).as(where).isEqualTo(expected.references(object));
        }
    }
}
