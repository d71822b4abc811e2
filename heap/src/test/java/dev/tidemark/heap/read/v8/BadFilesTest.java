package dev.tidemark.heap.read.v8;

import static dev.tidemark.testkit.Heaps.heap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.heap.analyse.DominatorTree;
import dev.tidemark.heap.analyse.RetainedSizes;
import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.testkit.CorruptFiles;
import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import dev.tidemark.testkit.HeapFile;
import dev.tidemark.testkit.SnapshotLayout;
import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the bytes, a snapshot is refused with {@link SnapshotFormatException}, or it opens and
 * then everything in it can be read.
 */
class BadFilesTest {
    private static final int DEADLINE_SECONDS = 20;

    /** Several chunks in each array, so that threads meet bad ones at once. */
    private static final List<Division> DIVISIONS =
            List.of(Division.OVER_ALL_CORES, new Division(3, 64));

    @TempDir Path folder;
    private final ExecutorService reader =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());

    @AfterEach
    void stop() {
        reader.shutdownNow();
    }

    @Test
    void a_file_that_is_no_snapshot_is_refused() throws Exception {
        for (CorruptFile file : CorruptFiles.notSnapshots()) {
            assertRefused(file);
        }
    }

    @Test
    void a_file_that_was_cut_is_refused_wherever_it_was_cut() throws Exception {
        for (SnapshotLayout layout : SnapshotLayout.ALL) {
            byte[] whole = RandomV8Heaps.heap(3).toBytes(layout);
            CorruptFiles files = CorruptFiles.of(whole);
            for (CorruptFile file : files.cut()) {
                assertRefused(file);
            }
        }
    }

    @Test
    void a_file_that_was_cut_anywhere_between_its_first_bytes_and_its_last_is_refused()
            throws Exception {
        HeapFile heap = heap().root(1).object(8, 2).object(8).build();
        byte[] whole = heap.toBytes(SnapshotLayout.NODE_24);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(CorruptFiles.of(whole).cutAt(length));
        }
    }

    @Test
    void the_error_of_a_cut_file_points_to_its_end() throws Exception {
        byte[] whole = RandomV8Heaps.heap(3).toBytes(SnapshotLayout.NODE_20);
        int length = whole.length / 2;
        SnapshotFormatException problem = refusal(CorruptFiles.of(whole).cutAt(length));
        assertThat(problem.offset()).isEqualTo(length);
        assertThat(problem)
                .hasMessageContaining("found the end of the file")
                .hasMessageContaining("check free disk space");
    }

    @Test
    void wrong_numbers_are_refused() throws Exception {
        for (SnapshotLayout layout :
                List.of(SnapshotLayout.NODE_20, SnapshotLayout.NODE_24, SnapshotLayout.NODE_26)) {
            HeapFile heap = heap().root(1).object(8, 2).object(8).build();
            for (CorruptFile file : CorruptFiles.of(heap, layout).wrongNumbers()) {
                assertRefused(file);
            }
        }
    }

    @Test
    void a_wrong_number_is_named_with_its_place() throws Exception {
        assertProblem(
                "\"edge_count\":2", "\"edge_count\":3", "],\n\"trace_function_infos", "3 edges");
        assertProblem("\"node_count\":3", "\"node_count\":4", "],\n\"edges\"", "4 nodes");
        assertProblem("\n,3,2,5,", "\n,3,2,4294967296,", "3,2,4294967296", "node id below 2^32");
        assertProblem("\n,3,2,5,", "\n,3,99,5,", "3,99,5", "a name among the 3 strings");
        assertProblem("\n,3,2,5,", "\n,77,2,5,", "77,2,5", "a node type below");
        assertProblem("\n,1,1,14\n", "\n,1,1,15\n", "1,1,15", "a multiple of 7 below 21");
        assertProblem("\n,1,1,14\n", "\n,2,3,14\n", "2,3,14", "a name among the 3 strings");
        assertProblem("\n,1,1,14\n", "\n,1,1\n", "\n],\n\"trace_function_infos", "','");
        assertProblem("\"Object\"", "\"Obj\\x\"", "x\"]}", "an escape that JSON knows");
        assertProblem("\"Object\"", "\"\\u12g4\"", "g4\"]}", "four hexadecimal digits");
    }

    /**
     * Replaces a text in a sound file and expects an error at the place of {@code at}, or at the
     * number behind that.
     */
    private void assertProblem(String text, String broken, String at, String expected)
            throws Exception {
        String sound =
                new String(
                        heap().root(1)
                                .object(8, 2)
                                .object(8)
                                .build()
                                .toBytes(SnapshotLayout.NODE_20),
                        StandardCharsets.ISO_8859_1);
        assertThat(sound).contains(text);
        String file = sound.replace(text, broken);
        SnapshotFormatException problem =
                refusal(new CorruptFile(broken, file.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(problem).as(broken).hasMessageContaining(expected);
        assertThat((int) problem.offset())
                .as("%s: %s", broken, problem.getMessage())
                .isBetween(file.indexOf(at), file.indexOf(at) + at.length());
    }

    @Test
    void a_member_that_comes_twice_is_refused() throws Exception {
        String sound =
                new String(
                        RandomV8Heaps.heap(1).toBytes(SnapshotLayout.NODE_20),
                        StandardCharsets.UTF_8);
        String twice = sound.substring(0, sound.length() - 1) + "," + sound.substring(1);
        SnapshotFormatException problem =
                refusal(new CorruptFile("twice", twice.getBytes(StandardCharsets.UTF_8)));
        assertThat(problem).hasMessageContaining("\"snapshot\" a second time");
    }

    @Test
    void a_type_that_does_not_fit_into_a_byte_is_refused() throws Exception {
        String sound =
                new String(
                        RandomV8Heaps.heap(1).toBytes(SnapshotLayout.NODE_20),
                        StandardCharsets.UTF_8);
        String many = sound.replace("[[\"hidden\"", "[[" + "\"x\",".repeat(200) + "\"hidden\"");
        refusal(new CorruptFile("many types", many.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ten_thousand_files_with_flipped_bytes_are_refused_or_open() throws Exception {
        List<CorruptFiles> files = smallFiles();
        for (int seed = 0; seed < 10_000; seed++) {
            check(files.get(seed % files.size()).flipped(seed), DIVISIONS.get(seed / 2 % 2));
        }
    }

    @Test
    void files_with_parts_missing_or_repeated_are_refused_or_open() throws Exception {
        List<CorruptFiles> files = smallFiles();
        for (int seed = 0; seed < 2_000; seed++) {
            check(files.get(seed % files.size()).spliced(seed), DIVISIONS.get(seed / 2 % 2));
        }
    }

    /** In every layout, with something of everything in them. */
    private static List<CorruptFiles> smallFiles() {
        List<CorruptFiles> files = new ArrayList<>();
        for (SnapshotLayout layout : SnapshotLayout.ALL) {
            for (int seed = 0; seed < 40; seed++) {
                HeapFile heap = RandomV8Heaps.heap(seed);
                if (heap.objectCount() < 16) {
                    files.add(CorruptFiles.of(heap, layout));
                }
            }
        }
        return files;
    }

    @Test
    void packed_files_with_flipped_bytes_are_refused_or_open() throws Exception {
        byte[] plain = RandomV8Heaps.heap(2).toBytes(SnapshotLayout.NODE_20);
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        }
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(zstd)) {
            out.write(plain);
        }
        for (byte[] packed : List.of(gzip.toByteArray(), zstd.toByteArray())) {
            CorruptFiles files = CorruptFiles.of(packed);
            for (int seed = 0; seed < 300; seed++) {
                check(files.flipped(seed), Division.OVER_ALL_CORES);
            }
            for (int length = 0; length < packed.length; length += 11) {
                assertRefused(files.cutAt(length));
            }
        }
    }

    @Test
    void a_large_array_with_bad_records_everywhere_is_refused_at_the_first_one() throws Exception {
        String record = "\n,3,1,7,8,0,0,0";
        String sound =
                new String(
                        heap().root(1)
                                .object(8, 2)
                                .object(8)
                                .build()
                                .toBytes(SnapshotLayout.NODE_20),
                        StandardCharsets.ISO_8859_1);
        String bad =
                sound.replace("\n],\n\"edges\"", record.repeat(3_000) + "\n],\n\"edges\"")
                        .replace("\"node_count\":3", "\"node_count\":3003");
        int from = bad.indexOf(record) + 100 * record.length();
        String file = bad.substring(0, from) + bad.substring(from).replace(",3,1,7", ",3,x,7");
        for (int workers = 1; workers <= 8; workers *= 2) {
            SnapshotFormatException problem =
                    check(
                                    new CorruptFile(
                                            workers + " workers",
                                            file.getBytes(StandardCharsets.ISO_8859_1)),
                                    new Division(workers, 128))
                            .orElseThrow();
            assertThat(problem.offset()).isEqualTo(file.indexOf('x', from));
        }
    }

    @Test
    void a_count_that_the_file_has_no_room_for_reserves_no_memory() {
        String head =
                new String(
                        heap().build().toBytes(SnapshotLayout.NODE_20),
                        StandardCharsets.ISO_8859_1);
        for (String count : List.of("node_count", "edge_count")) {
            Path file =
                    write(
                            head.replaceFirst(
                                    "\"" + count + "\":\\d+", "\"" + count + "\":2000000000"));
            // 8 GB of cells would not fit into the heap of a test.
            assertThatThrownBy(() -> V8Snapshots.open(file))
                    .isInstanceOf(SnapshotFormatException.class)
                    .hasMessageContaining("has room for");
        }
    }

    private Path write(String text) {
        try {
            return Files.writeString(folder.resolve("a.heapsnapshot"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertRefused(CorruptFile file) throws Exception {
        Division division = DIVISIONS.get(file.bytes().length % DIVISIONS.size());
        assertThat(check(file, division)).as(file.what()).isPresent();
    }

    private SnapshotFormatException refusal(CorruptFile file) throws Exception {
        return check(file, Division.OVER_ALL_CORES).orElseThrow();
    }

    /** Reads a file whole, within the deadline; fails on any other exception. */
    private Optional<SnapshotFormatException> check(CorruptFile file, Division division)
            throws Exception {
        Path path = Files.write(folder.resolve("a.heapsnapshot"), file.bytes());
        try {
            reader.submit(() -> readAll(path, division)).get(DEADLINE_SECONDS, TimeUnit.SECONDS);
            return Optional.empty();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof SnapshotFormatException problem)) {
                throw new AssertionError(file.what() + ", " + division, e.getCause());
            }
            boolean packed = problem.getCause() != null;
            assertThat(problem.offset())
                    .as("%s, %s: %s", file.what(), division, problem.getMessage())
                    .isBetween(0L, packed ? Long.MAX_VALUE : file.bytes().length);
            return Optional.of(problem);
        } catch (TimeoutException e) {
            throw new AssertionError(file.what() + " hangs with " + division, e);
        }
    }

    /** Asks for everything that a graph can tell. */
    private static List<TypeSummary> readAll(Path file, Division division) throws IOException {
        try (HeapGraph graph = V8Snapshots.open(file, division)) {
            List<Object> told = new ArrayList<>();
            for (int object = 0; object < graph.objectCount(); object++) {
                told.add(graph.name(object));
                told.add(graph.kind(object));
                told.add(graph.position(object));
                told.add(graph.typeName(graph.typeOf(object)));
            }
            for (long reference = 0; reference < graph.referenceCount(); reference++) {
                told.add(graph.referenceName(reference));
                told.add(graph.referenceKind(reference));
            }
            assertThat(told).doesNotContainNull();
            try (DominatorTree dominators = DominatorTree.of(graph);
                    RetainedSizes retained = RetainedSizes.of(graph, dominators)) {
                return TypeSummary.of(graph, dominators, retained);
            }
        }
    }
}
