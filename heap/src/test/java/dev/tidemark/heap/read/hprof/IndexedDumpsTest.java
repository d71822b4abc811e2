package dev.tidemark.heap.read.hprof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.growth.Growth;
import dev.tidemark.heap.analyse.growth.Growths;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.index.IndexParts;
import dev.tidemark.heap.memory.ColumnMemory;
import dev.tidemark.heap.memory.Index;
import dev.tidemark.heap.read.file.Division;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Unpacked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump with an index beside it has the answers of the dump alone, whatever became of either. */
class IndexedDumpsTest {
    private static final List<String> PARTS =
            List.of("dominators", "graph", "insides", "owners", "paths", "types");

    @TempDir private Path folder;

    /** Parts that were written, in their order. */
    private final List<String> written = new ArrayList<>();

    private HeapAnswers answers(Path dump, Referents referents) throws IOException {
        written.clear();
        return answers(
                dump,
                referents,
                IndexParts.of(dump, referents, (file, _) -> written.add(part(file))));
    }

    private static HeapAnswers answers(Path dump, Referents referents, Index index)
            throws IOException {
        return HeapAnswers.of(
                HprofDumps.open(
                        Unpacked.map(dump),
                        referents,
                        Division.OVER_ALL_CORES,
                        ColumnMemory.javaHeap(),
                        index));
    }

    private static String part(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private Path randomDump(int seed) throws IOException {
        Path dump = folder.resolve("random.hprof");
        RandomDumps.heap(seed).dump().writeTo(dump);
        return dump;
    }

    private Path fileOf(Path dump, String part) {
        return dump.resolveSibling(dump.getFileName() + ".tidemark-index." + part);
    }

    @Test
    void random_heaps_are_the_same_from_their_index() throws IOException {
        for (int seed = 0; seed < 25; seed++) {
            Path dump = randomDump(seed);
            HeapAnswers alone = answers(dump, Referents.NONE, Index.NONE);
            answers(dump, Referents.NONE).assertEqual("first, seed " + seed, alone);
            assertThat(new TreeSet<>(written)).containsExactlyElementsOf(PARTS);
            answers(dump, Referents.NONE).assertEqual("second, seed " + seed, alone);
            assertThat(written).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void dumps_of_real_jvms_are_the_same_from_their_index() throws IOException {
        for (GoldenDump golden : List.of(GoldenDump.JDK17_G1, GoldenDump.JDK25_G1_COH)) {
            Path dump = Files.move(golden.copy(), folder.resolve(golden.name()));
            HeapAnswers alone = answers(dump, Referents.SOFT, Index.NONE);
            answers(dump, Referents.SOFT).assertEqual(golden.name(), alone);
            answers(dump, Referents.SOFT).assertEqual(golden.name(), alone);
            assertThat(written).as(golden.name()).isEmpty();
        }
    }

    @Test
    void growth_from_indexes_is_growth_from_the_dumps_alone() throws IOException {
        int grown = 0;
        for (int seed = 0; seed < 15; seed++) {
            Path before = folder.resolve("before.hprof");
            Path after = folder.resolve("after.hprof");
            RandomDumps.heap(seed).dump().writeTo(before);
            RandomDumps.heap(seed + 100).dump().writeTo(after);
            Growth alone = growth(List.of(before, after), false);
            grown += alone.accumulations().size();
            assertThat(growth(List.of(before, after), true)).as("seed %d", seed).isEqualTo(alone);
            assertThat(growth(List.of(before, after), true)).as("seed %d", seed).isEqualTo(alone);
            // What was the last one is the first one now.
            assertThat(growth(List.of(after, before), true))
                    .as("seed %d", seed)
                    .isEqualTo(growth(List.of(after, before), false));
        }
        assertThat(grown).isPositive();
    }

    private static Growth growth(List<Path> dumps, boolean withIndex) throws IOException {
        List<JvmHeap> heaps = new ArrayList<>();
        try {
            for (Path dump : dumps) {
                heaps.add(
                        HprofDumps.open(
                                Unpacked.map(dump),
                                Referents.NONE,
                                withIndex
                                        ? IndexParts.of(dump, Referents.NONE, (_, _) -> {})
                                        : Index.NONE));
            }
            return Growths.compare(heaps.stream().map(Heaps::snapshot).toList());
        } finally {
            heaps.forEach(JvmHeap::close);
        }
    }

    @Test
    void a_cut_dump_is_the_same_from_its_index() throws IOException {
        Path dump = randomDump(7);
        byte[] whole = Files.readAllBytes(dump);
        Files.write(dump, Arrays.copyOf(whole, whole.length - 900));
        HeapAnswers alone = answers(dump, Referents.NONE, Index.NONE);
        assertThat(alone.overview().truncation()).isNotNull();
        answers(dump, Referents.NONE).assertEqual("first", alone);
        answers(dump, Referents.NONE).assertEqual("second", alone);
        assertThat(written).isEmpty();
    }

    @Test
    void a_dump_whose_objects_come_in_no_order_is_the_same_from_its_index() throws IOException {
        Path ordered = GoldenDump.JDK25_G1.copy();
        Path dump = folder.resolve("shuffled.hprof");
        try (SnapshotBytes bytes = Unpacked.map(ordered)) {
            Files.write(dump, DumpFilesTest.shuffled(DumpFile.open(bytes)));
        } finally {
            Files.delete(ordered);
        }
        HeapAnswers alone = answers(dump, Referents.NONE);
        answers(dump, Referents.NONE).assertEqual("second", alone);
        assertThat(written).isEmpty();
    }

    @Test
    void a_damaged_part_is_made_anew() throws IOException {
        Path dump = randomDump(5);
        HeapAnswers alone = answers(dump, Referents.NONE);
        SplittableRandom random = new SplittableRandom(5);
        for (String part : PARTS) {
            byte[] whole = Files.readAllBytes(fileOf(dump, part));
            for (int i = 0; i < 10; i++) {
                byte[] damaged = whole.clone();
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(fileOf(dump, part), damaged);
                answers(dump, Referents.NONE).assertEqual(part + " " + i, alone);
            }
            Files.write(fileOf(dump, part), Arrays.copyOf(whole, whole.length / 2));
            answers(dump, Referents.NONE).assertEqual(part + " cut", alone);
            assertThat(written).containsExactly(part);
            assertThat(Files.readAllBytes(fileOf(dump, part))).isEqualTo(whole);
        }
    }

    @Test
    void a_dump_that_changed_is_read_anew() throws IOException {
        Path dump = randomDump(5);
        answers(dump, Referents.NONE);
        FileTime date = Files.getLastModifiedTime(dump);

        Files.setLastModifiedTime(dump, FileTime.fromMillis(date.toMillis() + 1));
        answers(dump, Referents.NONE);
        assertThat(written).hasSize(PARTS.size());

        byte[] bytes = Files.readAllBytes(dump);
        bytes[bytes.length - 1] ^= 1;
        Files.write(dump, bytes);
        Files.setLastModifiedTime(dump, FileTime.fromMillis(date.toMillis() + 1));
        answers(dump, Referents.NONE);
        assertThat(written).as("same size and date").hasSize(PARTS.size());
    }

    @Test
    void another_choice_of_referents_makes_another_index() throws IOException {
        Path dump = Files.move(GoldenDump.JDK25_G1.copy(), folder.resolve("golden"));
        HeapAnswers none = answers(dump, Referents.NONE);
        HeapAnswers strong = answers(dump, Referents.STRONG);
        assertThat(written).hasSize(PARTS.size());
        assertThat(strong.references()).isNotEqualTo(none.references());
        answers(dump, Referents.STRONG).assertEqual("strong", strong);
        assertThat(written).isEmpty();
    }

    @Test
    void where_nothing_can_be_written_the_answers_are_the_same() throws IOException {
        Path dump = randomDump(5);
        for (String part : PARTS) {
            Files.createDirectories(fileOf(dump, part).resolve("in-the-way"));
        }
        HeapAnswers alone = answers(dump, Referents.NONE, Index.NONE);
        answers(dump, Referents.NONE).assertEqual("in the way", alone);
        assertThat(written).isEmpty();
    }

    @Test
    void several_at_once_have_the_same_answers_and_leave_a_whole_index() throws IOException {
        Path dump = randomDump(5);
        HeapAnswers alone = answers(dump, Referents.NONE, Index.NONE);
        List<CompletableFuture<HeapAnswers>> all =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> answersUnchecked(dump)))
                        .limit(6)
                        .toList();
        for (CompletableFuture<HeapAnswers> one : all) {
            one.join().assertEqual("at once", alone);
        }
        answers(dump, Referents.NONE).assertEqual("afterwards", alone);
    }

    private static HeapAnswers answersUnchecked(Path dump) {
        try {
            return answers(dump, Referents.NONE, IndexParts.of(dump, Referents.NONE, (_, _) -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void parts_are_for_their_owner_alone_and_nothing_else_is_left() throws IOException {
        Path dump = randomDump(5);
        Path killed = folder.resolve("random.hprof.tidemark-index.graph.999999999.part");
        Files.write(killed, new byte[100]);
        answers(dump, Referents.NONE);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(
                                            Stream.of(dump),
                                            PARTS.stream().map(part -> fileOf(dump, part)))
                                    .toList());
        }
        for (String part : PARTS) {
            assertThat(Files.getPosixFilePermissions(fileOf(dump, part)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }
}
