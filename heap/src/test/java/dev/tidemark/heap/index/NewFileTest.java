package dev.tidemark.heap.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
    @TempDir private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void a_disk_that_fills_up_leaves_the_old_file_and_nothing_else() throws IOException {
        Path file = Files.writeString(folder.resolve("index"), "old");
        assertThatThrownBy(() ->
                        NewFile.write(
                                file,
                                channel -> {
                                    channel.write(ByteBuffer.allocate(10));
                                    throw new IOException("No space left on device");
                                }))
                .hasMessage("No space left on device");
        assertThat(files()).containsExactly(file);
        assertThat(file).hasContent("old");
    }

    @Test
    void what_a_killed_process_left_goes_and_what_a_live_one_writes_stays() throws IOException {
        Path file = folder.resolve("index");
        Path dead = Files.writeString(folder.resolve("index.999999999.part"), "dead");
        Path alive = Files.writeString(folder.resolve("index.1.part"), "alive");
        Path other = Files.writeString(folder.resolve("index.graph.999999999.part"), "other's");
        NewFile.write(file, channel -> channel.write(ByteBuffer.allocate(10)));
        assertThat(dead).doesNotExist();
        assertThat(files()).containsExactly(file, alive, other);
    }

    @Test
    void there_is_room_for_little_and_not_for_more_than_the_disk_has() throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        assertThat(NewFile.hasRoom(folder.resolve("index"), 1)).isEqualTo(free >= 4);
        assertThat(NewFile.hasRoom(folder.resolve("index"), free)).isFalse();
    }
}
