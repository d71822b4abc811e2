package dev.tidemark.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.testkit.CorruptFiles.CorruptFile;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CorruptFilesTest {
    private static final HeapFile HEAP = RandomHeaps.heapOfAllTypes(7);
    private static final byte[] SOUND = HEAP.toBytes(SnapshotLayout.NODE_20);

    @SuppressWarnings("unused") // named by @FieldSource
    private static final Object LAYOUTS =
            java.util.List.of(
                    SnapshotLayout.NODE_20,
                    SnapshotLayout.NODE_24,
                    SnapshotLayout.NODE_26.withLines(SnapshotLayout.Lines.PRETTY));

    private final CorruptFiles corrupt = CorruptFiles.of(SOUND);

    @Test
    void flips_change_a_few_bytes_and_no_length_and_are_the_same_for_the_same_seed() {
        assertThat(LongStream.range(0, 100).mapToObj(corrupt::flipped))
                .allMatch(file -> file.bytes().length == SOUND.length);
        assertThat(corrupt.flipped(5).bytes()).isEqualTo(corrupt.flipped(5).bytes());
        assertThat(LongStream.range(0, 100).mapToObj(seed -> text(corrupt.flipped(seed))))
                .doesNotHaveDuplicates();
    }

    @Test
    void splices_take_bytes_out_or_copy_others_over_them() {
        assertThat(LongStream.range(0, 200).mapToObj(corrupt::spliced))
                .allMatch(file -> file.bytes().length <= SOUND.length)
                .anyMatch(file -> file.bytes().length < SOUND.length)
                .anyMatch(file -> file.bytes().length == SOUND.length);
    }

    @Test
    void cuts_are_beginnings_of_the_file_and_stop_before_its_last_byte() {
        assertThat(corrupt.cut()).hasSizeGreaterThan(60);
        assertThat(corrupt.cut())
                .allMatch(file -> text(new CorruptFile("", SOUND)).startsWith(text(file)))
                .allMatch(file -> file.bytes().length < SOUND.length);
    }

    @ParameterizedTest
    @FieldSource("LAYOUTS")
    void each_wrong_number_is_another_file_in_every_layout(SnapshotLayout layout) {
        CorruptFiles files = CorruptFiles.of(HEAP, layout);

        assertThat(files.wrongNumbers().stream().map(CorruptFilesTest::text))
                .hasSize(16)
                .doesNotHaveDuplicates()
                .doesNotContain(new String(HEAP.toBytes(layout), StandardCharsets.ISO_8859_1));
    }

    @Test
    void an_edge_beyond_the_last_node_is_the_last_number_of_the_edges() {
        CorruptFile file =
                corrupt.wrongNumbers().stream()
                        .filter(candidate -> candidate.what().contains("beyond the last node"))
                        .findFirst()
                        .orElseThrow();

        assertThat(text(file)).contains(",99999993\n],\n\"trace_function_infos\"");
    }

    @Test
    void files_that_are_no_snapshots_have_names_for_the_failure_message() {
        assertThat(CorruptFiles.notSnapshots())
                .extracting(CorruptFile::what)
                .contains("an empty file", "text", "gzip's magic and no more")
                .doesNotHaveDuplicates();
    }

    private static String text(CorruptFile file) {
        return new String(file.bytes(), StandardCharsets.ISO_8859_1);
    }
}
