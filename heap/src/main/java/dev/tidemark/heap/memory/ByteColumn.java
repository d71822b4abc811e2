package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** A fixed number of {@code byte} cells outside of the Java heap; made by {@link Columns}. */
public final class ByteColumn {
    private static final int BLOCK_BITS = Columns.BLOCK_BYTES_BITS;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    // Buffers, not the segment itself: its accessors cost the JIT compiler seconds of CPU before
    // the first millions of cells are read. A buffer is limited in size, hence the blocks.
    private final ByteBuffer[] blocks;

    ByteColumn(MemorySegment cells) {
        this.blocks =
                Columns.blocks(cells).map(MemorySegment::asByteBuffer).toArray(ByteBuffer[]::new);
    }

    public byte get(long index) {
        return blocks[(int) (index >>> BLOCK_BITS)].get((int) index & IN_BLOCK);
    }

    public void set(long index, byte value) {
        blocks[(int) (index >>> BLOCK_BITS)].put((int) index & IN_BLOCK, value);
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(byte[] values, int count, long index) {
        int done = 0;
        while (done < count) {
            long to = index + done;
            int place = (int) to & IN_BLOCK;
            int part = Math.min(count - done, IN_BLOCK + 1 - place);
            blocks[(int) (to >>> BLOCK_BITS)].put(place, values, done, part);
            done += part;
        }
    }
}
