package dev.tidemark.heap.read.file;

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
public final class SnapshotBytes implements AutoCloseable {
    private static final ValueLayout.OfLong WORD =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong BIG_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt BIG_INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort BIG_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

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
    public static SnapshotBytes map(Path file, Path name) throws IOException {
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

    public Path file() {
        return file;
    }

    public long size() {
        return bytes.byteSize();
    }

    public byte at(long offset) {
        return bytes.get(ValueLayout.JAVA_BYTE, offset);
    }

    /** The 8 bytes from {@code offset} on, the first one lowest. */
    public long word(long offset) {
        return bytes.get(WORD, offset);
    }

    /** The 8 bytes from {@code offset} on, the first one highest. */
    public long bigLong(long offset) {
        return bytes.get(BIG_LONG, offset);
    }

    /** The 4 bytes from {@code offset} on, the first one highest. */
    public int bigInt(long offset) {
        return bytes.get(BIG_INT, offset);
    }

    /** The 2 bytes from {@code offset} on, the first one highest. */
    public short bigShort(long offset) {
        return bytes.get(BIG_SHORT, offset);
    }

    public void copy(long offset, byte[] into, int count) {
        copy(offset, into, 0, count);
    }

    /** Copies bytes to a place in an array. */
    public void copy(long offset, byte[] into, int place, int count) {
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, into, place, count);
    }

    public SnapshotFormatException problem(
            long offset, String expected, String found, String remedy) {
        return new SnapshotFormatException(file, offset, expected, found, remedy);
    }

    public SnapshotFormatException unexpected(long offset, String expected) {
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
                "This is not a whole heap snapshot: take it again, or check how it was copied.");
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
