package dev.tidemark.heap.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchColumnsTest {
    private static final int COUNT = 3_000_000;

    @TempDir private Path folder;

    @Test
    void columns_in_files_answer_like_those_in_arrays() {
        for (int seed = 0; seed < 20; seed++) {
            try (Columns arrays = new Columns();
                    Columns files = new Columns(limitedTo(0))) {
                SplittableRandom random = new SplittableRandom(seed);
                int count = 1 + random.nextInt(2_000);
                Some expected = Some.of(arrays, count);
                Some actual = Some.of(files, count);
                for (int step = 0; step < 4_000; step++) {
                    int index = random.nextInt(count);
                    long value = random.nextLong();
                    expected.change(step % 10, index, value);
                    actual.change(step % 10, index, value);
                }
                for (int i = 0; i < count; i++) {
                    assertThat(actual.at(i))
                            .as("seed %d, cell %d", seed, i)
                            .isEqualTo(expected.at(i));
                }
            }
        }
    }

    private record Some(
            IntColumn ints, LongColumn longs, ByteColumn bytes, BitColumn bits, int count) {
        static Some of(Columns columns, int count) {
            return new Some(
                    columns.ints(count),
                    columns.longs(count),
                    columns.bytes(count),
                    columns.bits(count),
                    count);
        }

        void change(int what, int index, long value) {
            switch (what) {
                case 0 -> ints.set(index, (int) value);
                case 1 -> ints.add(index, (int) value);
                case 2 -> longs.set(index, value);
                case 3 -> bytes.set(index, (byte) value);
                case 4 -> bits.set(index);
                case 5 -> bits.clear(index);
                case 6 -> ints.copyFrom(new int[] {7, 8, 9}, Math.min(2, count - index), index);
                case 7 -> ints.fill(index / 100, (int) value);
                case 8 -> lookUp(index, (int) value);
                default -> {
                    longs.copyFrom(new long[] {value}, 1, index);
                    bytes.copyFrom(new byte[] {1, 2, 3}, Math.min(3, count - index), index);
                }
            }
        }

        private void lookUp(int index, int value) {
            int[] values = {value | 1 << 31, index, count - 1};
            ints.lookUp(values, 2);
            assertThat(values).containsExactly(value | 1 << 31, ints.get(index), count - 1);
            ints.copyTo(index, 1, values);
            assertThat(values[0]).isEqualTo(ints.get(index));
        }

        List<Object> at(int index) {
            return List.of(ints.get(index), longs.get(index), bytes.get(index), bits.get(index));
        }
    }

    @Test
    void what_fits_stays_on_the_heap_and_the_rest_goes_to_files() {
        List<Long> spilled = new ArrayList<>();
        ColumnMemory memory =
                ColumnMemory.limited(
                        1_000,
                        (bytes, arena) -> {
                            spilled.add(bytes);
                            return arena.allocate(bytes);
                        });
        try (Columns columns = new Columns(memory)) {
            columns.ints(200);
            columns.longs(30);
            columns.bytes(10);
            assertThat(spilled).containsExactly(240L);
        }
        // What was closed makes room again.
        try (Columns columns = new Columns(memory)) {
            columns.bytes(1_000);
            columns.bytes(1);
            assertThat(spilled).containsExactly(240L, 1L);
        }
    }

    @Test
    void the_file_of_a_closed_column_serves_the_next_one_that_fits_and_is_all_0_again() {
        List<Long> spilled = new ArrayList<>();
        ColumnMemory memory =
                ColumnMemory.limited(
                        0,
                        (bytes, arena) -> {
                            spilled.add(bytes);
                            return arena.allocate(bytes);
                        });
        try (Columns columns = new Columns(memory)) {
            try (Columns first = columns.others()) {
                first.ints(100).fill(100, 7);
                first.longs(100).set(99, 7);
            }
            IntColumn second = columns.ints(90);
            for (int i = 0; i < 90; i++) {
                assertThat(second.get(i)).isZero();
            }
            assertThatThrownBy(() -> second.get(90)).isInstanceOf(IndexOutOfBoundsException.class);
            columns.ints(150).set(149, 1);
            assertThat(spilled).containsExactly(400L, 800L);
            columns.ints(1);
            assertThat(spilled).containsExactly(400L, 800L, 4L);
        }
    }

    @Test
    void a_column_longer_than_any_array_lies_in_a_file() {
        try (Columns columns = new Columns(ColumnMemory.limited(Long.MAX_VALUE, this::sparse))) {
            ByteColumn column = columns.bytes((1L << 31) + 100);
            column.set((1L << 31) + 99, (byte) 42);
            column.set(99, (byte) 1);
            assertThat(column.get((1L << 31) + 99)).isEqualTo((byte) 42);
            assertThat(column.get(99)).isEqualTo((byte) 1);
            assertThat(column.get(1L << 31)).isZero();
        }
    }

    /** Not written beforehand, or this test would write two gigabytes. */
    private MemorySegment sparse(long bytes, Arena arena) throws IOException {
        try (FileChannel file =
                FileChannel.open(
                        Files.createTempFile(folder, "sparse", ""),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.DELETE_ON_CLOSE)) {
            return file.map(MapMode.READ_WRITE, 0, bytes, arena);
        }
    }

    @Test
    void scratch_files_are_gone_when_the_columns_are_closed() throws IOException {
        ColumnMemory memory = limitedTo(0);
        Columns columns = new Columns(memory);
        IntColumn column = columns.ints(COUNT);
        column.set(COUNT - 1, 1);
        columns.close();
        columns.close();
        assertThat(files()).isEmpty();
        assertThatThrownBy(() -> column.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> column.set(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void the_first_folder_that_can_be_written_to_is_used() throws IOException {
        Path missing = folder.resolve("missing");
        try (Columns columns =
                new Columns(ColumnMemory.limited(0, new ScratchFolder(List.of(missing, folder))))) {
            columns.ints(COUNT).set(5, 7);
            assertThat(missing).doesNotExist();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_full_disk_is_one_clear_error_and_leaves_nothing() throws IOException {
        ColumnMemory memory =
                ColumnMemory.limited(
                        0,
                        (bytes, arena) -> {
                            if (bytes > 1 << 20) {
                                throw new IOException("No space left on device");
                            }
                            return new ScratchFolder(List.of(folder)).zeros(bytes, arena);
                        });
        try (Columns columns = new Columns(memory)) {
            columns.ints(1000).set(999, 1);
            assertThatThrownBy(() -> columns.ints(COUNT))
                    .isInstanceOf(ScratchSpaceException.class)
                    .hasMessage(
                            "needs 12 MiB more than the Java heap has room for, and no scratch file"
                                    + " could take them: No space left on device. Free disk space,"
                                    + " name another folder with TIDEMARK_SCRATCH, or allow more"
                                    + " memory with TIDEMARK_JAVA_OPTS=-Xmx...");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        Path missing = folder.resolve("missing");
        ColumnMemory memory = ColumnMemory.limited(0, new ScratchFolder(List.of(missing)));
        try (Columns columns = new Columns(memory)) {
            assertThatThrownBy(() -> columns.ints(COUNT))
                    .isInstanceOf(ScratchSpaceException.class)
                    .hasMessageContaining(missing.toString());
        }
    }

    private ColumnMemory limitedTo(long bytes) {
        return ColumnMemory.limited(bytes, new ScratchFolder(List.of(folder)));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
