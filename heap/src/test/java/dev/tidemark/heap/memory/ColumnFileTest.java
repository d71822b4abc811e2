package dev.tidemark.heap.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColumnFileTest {
    private static final byte[] KEY = {1, 2, 3, 4, 5};

    /** Cells that fill pages exactly, and nearly. */
    private static final int PAGE = 1 << 12;

    @TempDir private Path folder;

    /** The same cells as numbers, whatever their width. */
    private record Contents(List<long[]> columns) {
        static Contents random(int seed) {
            SplittableRandom random = new SplittableRandom(seed);
            List<long[]> columns = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                int[] lengths = {0, 1, PAGE, PAGE / 4, PAGE / 8, random.nextInt(3 * PAGE)};
                columns.add(random.longs(lengths[random.nextInt(lengths.length)]).toArray());
            }
            return new Contents(columns);
        }

        /** The columns have 4, 8 and 1 byte by turns, and the fourth ones are plain numbers. */
        ColumnList list(Columns owner) {
            ColumnList list = new ColumnList();
            for (int i = 0; i < columns.size(); i++) {
                long[] cells = columns.get(i);
                switch (i % 4) {
                    case 0 -> {
                        IntColumn ints = owner.ints(cells.length);
                        for (int at = 0; at < cells.length; at++) {
                            ints.set(at, (int) cells[at]);
                        }
                        list.add(ints, cells.length);
                    }
                    case 1 -> {
                        LongColumn longs = owner.longs(cells.length);
                        longs.copyFrom(cells, cells.length, 0);
                        list.add(longs, cells.length);
                    }
                    case 2 -> {
                        ByteColumn bytes = owner.bytes(cells.length);
                        for (int at = 0; at < cells.length; at++) {
                            bytes.set(at, (byte) cells[at]);
                        }
                        list.add(bytes, cells.length);
                    }
                    default -> list.addNumbers(cells);
                }
            }
            return list;
        }

        boolean equal(KeptColumns kept) {
            boolean equal = true;
            for (int i = 0; i < columns.size(); i++) {
                long[] cells = columns.get(i);
                switch (i % 4) {
                    case 0 -> {
                        IntColumn ints = kept.ints();
                        for (int at = 0; at < cells.length; at++) {
                            equal &= ints.get(at) == (int) cells[at];
                        }
                    }
                    case 1 -> {
                        LongColumn longs = kept.longs();
                        for (int at = 0; at < cells.length; at++) {
                            equal &= longs.get(at) == cells[at];
                        }
                    }
                    case 2 -> {
                        ByteColumn bytes = kept.bytes();
                        for (int at = 0; at < cells.length; at++) {
                            equal &= bytes.get(at) == (byte) cells[at];
                        }
                    }
                    default -> equal &= Arrays.equals(kept.numbers(), cells);
                }
            }
            return equal;
        }
    }

    private Path write(Contents contents, ColumnMemory memory) throws IOException {
        Path file = folder.resolve("columns");
        Files.deleteIfExists(file);
        try (Columns owner = new Columns(memory);
                FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ColumnList list = contents.list(owner);
            ColumnFile.write(channel, KEY, list);
            assertThat(channel.size()).isEqualTo(ColumnFile.fileBytes(KEY, list));
        }
        return file;
    }

    private static boolean isWhole(Path file, Contents contents) throws IOException {
        Optional<ColumnFile> open = ColumnFile.open(file, KEY);
        if (open.isEmpty()) {
            return false;
        }
        try (ColumnFile columns = open.get()) {
            assertThat(contents.equal(columns.columns())).isTrue();
            return true;
        }
    }

    @Test
    void columns_come_back_as_they_were_wherever_they_lay() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Contents contents = Contents.random(seed);
            assertThat(isWhole(write(contents, ColumnMemory.javaHeap()), contents))
                    .as("in arrays, seed %d", seed)
                    .isTrue();
            Path spilled = write(contents, ColumnMemory.limited(0, folder));
            assertThat(isWhole(spilled, contents)).as("in files, seed %d", seed).isTrue();
        }
    }

    @Test
    void a_flipped_byte_is_found_or_lies_where_nothing_is() throws IOException {
        Contents contents = new Contents(List.of(new long[] {7, 8}, new long[700], new long[4097]));
        Path file = write(contents, ColumnMemory.javaHeap());
        byte[] whole = Files.readAllBytes(file);
        int head = 2 * Long.BYTES + 4 * Integer.BYTES + KEY.length + 3 * (Long.BYTES + 8);
        for (int at = 0; at < whole.length; at += at < PAGE ? 1 : 11) {
            byte[] damaged = whole.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            Files.write(file, damaged);
            // 2 cells of 4 bytes, 700 of 8 and 4097 of one.
            boolean written =
                    isWithin(at, 0, head)
                            || isWithin(at, PAGE, 2 * 4)
                            || isWithin(at, 2 * PAGE, 700 * 8)
                            || isWithin(at, 4 * PAGE, 4097);
            assertThat(isWhole(file, contents)).as("byte %d", at).isEqualTo(!written);
        }
    }

    private static boolean isWithin(int at, int start, int length) {
        return at >= start && at < start + length;
    }

    @Test
    void a_file_that_was_cut_or_has_more_behind_it_is_not_opened() throws IOException {
        Contents contents = Contents.random(3);
        Path file = write(contents, ColumnMemory.javaHeap());
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(isWhole(file, contents)).as("length %d", length).isFalse();
        }
        Files.write(file, Arrays.copyOf(whole, whole.length - 1));
        assertThat(isWhole(file, contents)).isFalse();
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertThat(isWhole(file, contents)).isFalse();
    }

    @Test
    void another_key_does_not_open_it() throws IOException {
        Path file = write(Contents.random(1), ColumnMemory.javaHeap());
        for (byte[] other : new byte[][] {{}, {1, 2, 3, 4}, {1, 2, 3, 4, 6}, {1, 2, 3, 4, 5, 6}}) {
            assertThat(ColumnFile.open(file, other)).as(Arrays.toString(other)).isEmpty();
        }
    }

    @Test
    void a_kept_column_cannot_be_written_to_and_is_of_one_kind() throws IOException {
        Path file = write(new Contents(List.of(new long[] {7})), ColumnMemory.javaHeap());
        try (ColumnFile columns = ColumnFile.open(file, KEY).orElseThrow()) {
            IntColumn ints = columns.columns().ints();
            assertThatThrownBy(() -> ints.set(0, 1)).isInstanceOf(RuntimeException.class);
            KeptColumns again = columns.columns();
            assertThatThrownBy(again::longs).isInstanceOf(IllegalStateException.class);
        }
    }
}
