package dev.tidemark.capture.v8;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tidemark.capture.CaptureException;
import dev.tidemark.capture.MemoryRoom;
import dev.tidemark.capture.SnapshotEstimate;
import dev.tidemark.capture.SnapshotEstimate.CountSource;
import dev.tidemark.capture.SnapshotFileException;
import dev.tidemark.capture.SnapshotOptions;
import dev.tidemark.capture.SnapshotProgress;
import dev.tidemark.capture.TargetCallException;
import dev.tidemark.capture.TargetLostException;
import dev.tidemark.capture.linux.Machine;
import dev.tidemark.model.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SnapshotRunTest {
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Bytes SOME = Bytes.of(1000L);
    private static final SnapshotEstimate ESTIMATE =
            new SnapshotEstimate(
                    10,
                    CountSource.HEAP_SIZE,
                    SOME,
                    SOME,
                    Duration.ZERO,
                    SOME,
                    SOME,
                    SOME,
                    MemoryRoom.unknown());

    @TempDir Path folder;

    @Test
    void a_snapshot_in_chunks_becomes_one_file() throws Exception {
        take(new FakeTarget("{\"node_count\":7, \"a\":", "\"b\\n\"}\n"), SnapshotFile.DISK);

        assertThat(file()).hasContent("{\"node_count\":7, \"a\":\"b\\n\"}\n");
        assertThat(files()).containsExactly(file());
    }

    @Test
    void a_full_disk_is_told_and_leaves_nothing() throws IOException {
        FakeTarget target = new FakeTarget("{\"a\":[", "1,2,3,4,5,6,7,8", "]}");

        assertThatExceptionOfType(SnapshotFileException.class)
                .isThrownBy(() -> take(target, new SmallDisk(10, 1_000_000)))
                .withMessage(
                        file()
                                + ": expected to write the whole snapshot, found No space left on"
                                + " device after 6 bytes. Free some space or choose another folder;"
                                + " no file is left behind.");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_disk_that_is_too_small_is_told_before_the_target_is_stopped() throws IOException {
        FakeTarget target = new FakeTarget("{}");

        assertThatExceptionOfType(SnapshotFileException.class)
                .isThrownBy(() -> take(target, new SmallDisk(999, 999)))
                .withMessageContaining("expected room for about 0 MB, found 0 MB on that disk");
        assertThat(target.asked).isFalse();
        assertThat(files()).isEmpty();
    }

    @Test
    void a_snapshot_without_its_end_is_not_kept() throws IOException {
        assertThatExceptionOfType(SnapshotFileException.class)
                .isThrownBy(() -> take(new FakeTarget("{\"a\":[1,"), SnapshotFile.DISK))
                .withMessageContaining("found an end in the middle after 8 bytes");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_connection_that_breaks_midway_fails_at_once_and_leaves_nothing() throws IOException {
        FakeTarget target = new FakeTarget("{\"a\":");
        target.breaks = true;

        assertThatExceptionOfType(TargetLostException.class)
                .isThrownBy(() -> take(target, SnapshotFile.DISK))
                .withMessageContaining(
                        "fake: expected the target to stay connected, found its end");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_target_that_falls_silent_is_given_up() throws IOException {
        FakeTarget target = new FakeTarget("{\"a\":");
        target.answers = false;

        assertThatExceptionOfType(TargetCallException.class)
                .isThrownBy(() -> take(target, SnapshotFile.DISK))
                .withMessageContaining(
                        "expected an answer to HeapProfiler.takeHeapSnapshot within 2000 ms, found"
                                + " none");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_there_is_told() {
        assertThatExceptionOfType(SnapshotFileException.class)
                .isThrownBy(() ->
                        run(new FakeTarget("{}"))
                                .into(
                                        folder.resolve("none/a.heapsnapshot"),
                                        new SmallDisk(0, 1_000_000) {
                                            @Override
                                            public WritableByteChannel create(Path file)
                                                    throws IOException {
                                                return SnapshotFile.DISK.create(file);
                                            }
                                        },
                                        SnapshotOptions.defaults(),
                                        SILENCE))
                .withMessageContaining("found no such folder");
    }

    private void take(FakeTarget target, SnapshotFile.Disk disk) throws CaptureException {
        run(target).into(file(), disk, SnapshotOptions.defaults(), SILENCE);
    }

    private static SnapshotRun run(FakeTarget target) {
        return new SnapshotRun(
                target.session, Machine.local(), -1, ESTIMATE, SnapshotProgress.NONE);
    }

    private Path file() {
        return folder.resolve("a.heapsnapshot");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Answers the one request with these chunks. */
    private static final class FakeTarget {
        private final InspectorSession session = new InspectorSession("fake", this::received);
        private final List<String> chunks;
        private boolean asked;
        private boolean answers = true;
        private boolean breaks;

        FakeTarget(String... chunks) {
            this.chunks = List.of(chunks);
        }

        private boolean received(String request) {
            asked = true;
            JsonNode id = Json.parse(request).path("id");
            for (String chunk : chunks) {
                tell(
                        Json.object()
                                .put("method", "HeapProfiler.addHeapSnapshotChunk")
                                .set("params", Json.object().put("chunk", chunk))
                                .toString());
            }
            if (breaks) {
                session.lose("its end");
            } else if (answers) {
                tell(Json.object().set("id", id).toString());
            }
            return true;
        }

        private void tell(String message) {
            TextBuffer buffer = new TextBuffer();
            buffer.append(message);
            session.receive(buffer);
        }
    }

    /** A disk on which so many bytes fit. */
    private static class SmallDisk implements SnapshotFile.Disk {
        private final int room;
        private final long told;

        SmallDisk(int room, long told) {
            this.room = room;
            this.told = told;
        }

        @Override
        public WritableByteChannel create(Path file) throws IOException {
            WritableByteChannel real = SnapshotFile.DISK.create(file);
            return new WritableByteChannel() {
                private int written;

                @Override
                public int write(ByteBuffer bytes) throws IOException {
                    written += bytes.remaining();
                    if (written > room) {
                        throw new IOException("No space left on device");
                    }
                    return real.write(bytes);
                }

                @Override
                public boolean isOpen() {
                    return real.isOpen();
                }

                @Override
                public void close() throws IOException {
                    real.close();
                }
            };
        }

        @Override
        public long usableBytes(Path file) {
            return told;
        }
    }
}
