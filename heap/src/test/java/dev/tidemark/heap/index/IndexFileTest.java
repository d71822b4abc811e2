package dev.tidemark.heap.index;

import static dev.tidemark.testkit.Heaps.heap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.Heaps;
import dev.tidemark.heap.analyse.Constructors;
import dev.tidemark.heap.analyse.Overview;
import dev.tidemark.heap.analyse.TypeSummary;
import dev.tidemark.heap.graph.ObjectLayout;
import dev.tidemark.heap.graph.Referents;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.heap.graph.Truncation;
import dev.tidemark.model.SourceResolver.Place;
import dev.tidemark.testkit.RandomHeaps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    private static final int BUILD_AT = Long.BYTES;

    @TempDir private Path folder;
    private Path snapshot;
    private Path file;
    private Overview overview;

    @BeforeEach
    void writeIndex() throws IOException {
        snapshot =
                heap().root(1)
                        .object(8, 2, 3)
                        .object(80, 4)
                        .object(8, 4)
                        .object(800)
                        .build()
                        .writeTo(folder.resolve("app.heapsnapshot"));
        file = folder.resolve("app.heapsnapshot.tidemark-index");
        overview = Heaps.overviewWithoutIndex(snapshot, Referents.NONE, 3);
        assertThat(index().write(overview)).isTrue();
    }

    private IndexFile index() throws IOException {
        return IndexFile.of(snapshot, Referents.NONE);
    }

    @Test
    void what_was_kept_is_what_was_found() throws IOException {
        assertThat(index().read()).contains(overview);
        assertThat(overview.biggest()).hasSize(3);
        for (int seed = 0; seed < 50; seed++) {
            Path random = RandomHeaps.heap(seed).writeTo(folder.resolve("random"));
            Overview found = Heaps.overviewWithoutIndex(random, Referents.NONE, 100);
            assertThat(IndexFile.of(random, Referents.NONE).write(found)).isTrue();
            assertThat(IndexFile.of(random, Referents.NONE).read())
                    .as("seed %d", seed)
                    .contains(found);
        }
    }

    @Test
    void all_that_a_dump_tells_is_kept() throws IOException {
        Overview dump =
                new Overview(
                        SnapshotFormat.HPROF,
                        new ObjectLayout(12, 4, 8, false),
                        new Truncation(1L << 40, "the record at byte 17 and whatever followed"),
                        new Overview.Totals(1L << 31, 1L << 40, 1L << 50, 3, 4),
                        new Constructors(Map.of(7, new Place("/app/ä.js", 3, 4))),
                        List.of(new TypeSummary(7, "é".repeat(70_000), 1, 2, 1L << 40)),
                        List.of(new Overview.BigObject(-1, 7, "Type", 1, 2, "a > b")),
                        5);
        assertThat(index().write(dump)).isTrue();
        assertThat(index().read()).contains(dump);
    }

    @Test
    void every_flipped_byte_is_found() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(file, damaged);
            assertThat(index().read()).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void an_index_that_was_cut_anywhere_or_has_more_behind_it_is_no_index() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(index().read()).as("length %d", length).isEmpty();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(index().read()).isEmpty();
    }

    @Test
    void what_another_build_wrote_is_not_read_although_its_checksum_is_right() throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        bytes.putLong(BUILD_AT, bytes.getLong(BUILD_AT) + 1);
        int end = bytes.capacity() - Integer.BYTES;
        CRC32C sum = new CRC32C();
        sum.update(bytes.array(), 0, end);
        bytes.putInt(end, (int) sum.getValue());
        Files.write(file, bytes.array());
        assertThat(index().read()).isEmpty();
    }

    @Test
    void other_contents_of_the_same_size_and_date_are_another_snapshot() throws IOException {
        FileTime date = Files.getLastModifiedTime(snapshot);
        byte[] contents = Files.readAllBytes(snapshot);
        contents[contents.length / 2] ^= 1;
        Files.write(snapshot, contents);
        Files.setLastModifiedTime(snapshot, date);
        assertThat(index().read()).isEmpty();
    }

    @Test
    void a_snapshot_that_was_written_again_is_another_one() throws IOException {
        Files.setLastModifiedTime(snapshot, FileTime.fromMillis(1_000_000));
        assertThat(index().read()).isEmpty();
    }

    @Test
    void other_referents_give_another_overview() throws IOException {
        assertThat(IndexFile.of(snapshot, Referents.SOFT).read()).isEmpty();
    }

    @Test
    void nothing_is_kept_of_a_snapshot_that_changed_while_it_was_read() throws IOException {
        IndexFile before = index();
        Files.delete(file);
        Files.setLastModifiedTime(snapshot, FileTime.fromMillis(1_000_000));
        assertThat(before.write(overview)).isFalse();
        assertThat(files()).containsExactly(snapshot);
    }

    @Test
    void where_no_index_can_be_written_none_is_and_nothing_is_left() throws IOException {
        Files.delete(file);
        Files.createDirectories(file.resolve("in-the-way"));
        assertThat(index().write(overview)).isFalse();
        assertThat(index().read()).isEmpty();
        assertThat(files()).containsExactlyInAnyOrder(snapshot, file);
    }

    @Test
    void an_index_is_for_its_owner_alone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(files()).containsExactlyInAnyOrder(snapshot, file);
    }

    @Test
    void an_overview_knows_whether_it_tells_enough() {
        assertThat(overview.hasBiggest(3)).isTrue();
        assertThat(overview.hasBiggest(4)).isFalse();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
