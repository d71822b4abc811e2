package dev.tidemark.heap.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Owns the memory of columns that live and die together. All cells start as 0.
 *
 * <p>Threads: columns may be made, read and written by any thread; whoever shares cells between
 * threads orders the accesses. Closing while another thread reads makes that read fail, never
 * return wrong data.
 */
public final class Columns implements AutoCloseable {
    /** Cache line, so that no two columns share one. */
    private static final long ALIGNMENT = 64;

    /** A block of a column has this many bytes at most, as a power of 2. */
    static final int BLOCK_BYTES_BITS = 30;

    private final Arena arena = Arena.ofShared();

    /** A column of {@code count} 4-byte cells. */
    public IntColumn ints(long count) {
        return new IntColumn(allocate(count * Integer.BYTES));
    }

    /** A column of {@code count} 8-byte cells. */
    public LongColumn longs(long count) {
        return new LongColumn(allocate(count * Long.BYTES));
    }

    /** A column of {@code count} 1-byte cells. */
    public ByteColumn bytes(long count) {
        return new ByteColumn(allocate(count));
    }

    /** A column of {@code count} bits. */
    public BitColumn bits(long count) {
        return new BitColumn(longs((count + Long.SIZE - 1) / Long.SIZE));
    }

    /** The memory of a column, cut into blocks. */
    static Stream<MemorySegment> blocks(MemorySegment cells) {
        long blockBytes = 1L << BLOCK_BYTES_BITS;
        return LongStream.iterate(0, at -> at < cells.byteSize(), at -> at + blockBytes)
                .mapToObj(at -> cells.asSlice(at, Math.min(blockBytes, cells.byteSize() - at)));
    }

    private MemorySegment allocate(long bytes) {
        return arena.allocate(Math.max(bytes, Long.BYTES), ALIGNMENT);
    }

    /** Gives the memory back; no column of this owner can be read afterwards. */
    @Override
    public void close() {
        arena.close();
    }
}
