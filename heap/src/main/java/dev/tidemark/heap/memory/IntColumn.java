package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** A fixed number of {@code int} cells outside of the Java heap; made by {@link Columns}. */
public final class IntColumn {
    private static final int BLOCK_BITS = Columns.BLOCK_BYTES_BITS - 2;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    // Buffers, not the segment itself: its accessors cost the JIT compiler seconds of CPU before
    // the first millions of cells are read. A buffer is limited in size, hence the blocks.
    private final IntBuffer[] blocks;

    IntColumn(MemorySegment cells) {
        this.blocks =
                Columns.blocks(cells)
                        .map(block ->
                                block.asByteBuffer().order(ByteOrder.nativeOrder()).asIntBuffer())
                        .toArray(IntBuffer[]::new);
    }

    public int get(long index) {
        return blocks[(int) (index >>> BLOCK_BITS)].get((int) index & IN_BLOCK);
    }

    public void set(long index, int value) {
        blocks[(int) (index >>> BLOCK_BITS)].put((int) index & IN_BLOCK, value);
    }

    public void add(long index, int value) {
        IntBuffer block = blocks[(int) (index >>> BLOCK_BITS)];
        int place = (int) index & IN_BLOCK;
        block.put(place, block.get(place) + value);
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(int[] values, int count, long index) {
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
