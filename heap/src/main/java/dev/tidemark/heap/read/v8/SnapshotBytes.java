package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of a snapshot file, mapped read-only. No read succeeds after {@link #close}. */
final class SnapshotBytes implements AutoCloseable {
    private static final ValueLayout.OfLong WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final Arena arena;
    private final MemorySegment bytes;

    private SnapshotBytes(Path file, Arena arena, MemorySegment bytes) {
        this.file = file;
        this.arena = arena;
        this.bytes = bytes;
    }

    /**
     * Maps {@code file}.
     *
     * @param name what messages call it: the packed file, when {@code file} is its unpacked copy
     */
    static SnapshotBytes map(Path file, Path name) throws IOException {
        // Shared, not confined: the parallel passes read one mapping from several threads.
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SnapshotBytes(
                    name, arena, channel.map(MapMode.READ_ONLY, 0, channel.size(), arena));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    Path file() {
        return file;
    }

    long size() {
        return bytes.byteSize();
    }

    byte at(long offset) {
        return bytes.get(ValueLayout.JAVA_BYTE, offset);
    }

    /** The 8 bytes from {@code offset} on, the first one lowest. */
    long word(long offset) {
        return bytes.get(WORD, offset);
    }

    void copy(long offset, byte[] into, int count) {
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, into, 0, count);
    }

    SnapshotFormatException problem(long offset, String expected, String found, String remedy) {
        return new SnapshotFormatException(file, offset, expected, found, remedy);
    }

    SnapshotFormatException unexpected(long offset, String expected) {
        if (offset >= size()) {
            return problem(
                    size(),
                    expected,
                    "the end of the file",
                    "The snapshot was cut short: check free disk space where it was written, then"
                            + " take it again.");
        }
        return problem(
                offset,
                expected,
                describe(at(offset)),
                "This is not a whole V8 heap snapshot: take it again, or check how it was copied.");
    }

    private static String describe(byte found) {
        boolean printable = found > ' ' && found < 127;
        return printable ? "'" + (char) found + "'" : "byte 0x%02x".formatted(found & 0xff);
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
