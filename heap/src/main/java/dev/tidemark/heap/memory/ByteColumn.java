package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of {@code byte} cells; made by {@link Columns}.
 *
 * <p>Where the cells lie is asked at each access. The compiler leaves the way out that the program
 * never takes, so a program without scratch files pays nothing that could be measured.
 */
public final class ByteColumn implements Column {
    private static final ValueLayout.OfByte CELL = ValueLayout.JAVA_BYTE;
    private static final Recycler<byte[]> RECYCLER =
            new Recycler<>(
                    byte[]::new, array -> array.length, array -> Arrays.fill(array, (byte) 0));
    private static final byte[] RELEASED = new byte[0];

    /** Null when the cells lie in a file. */
    private byte @Nullable [] cells;

    private final MemorySegment file;

    ByteColumn(int count) {
        cells = RECYCLER.take(count);
        file = MemorySegment.NULL;
    }

    ByteColumn(MemorySegment file) {
        this.file = file;
    }

    @Override
    public void release() {
        byte[] unused = cells;
        cells = RELEASED;
        if (unused != null) {
            RECYCLER.give(unused);
        }
    }

    public byte get(long index) {
        byte[] array = cells;
        return array != null ? array[(int) index] : read(index);
    }

    public void set(long index, byte value) {
        byte[] array = cells;
        if (array != null) {
            array[(int) index] = value;
        } else {
            write(index, value);
        }
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(byte[] values, int count, long index) {
        byte[] array = cells;
        if (array != null) {
            System.arraycopy(values, 0, array, (int) index, count);
        } else {
            MemorySegment.copy(values, 0, file, CELL, index, count);
        }
    }

    /** Copies the {@code count} cells from {@code index} on to the start of an array. */
    public void copyTo(long index, int count, byte[] values) {
        byte[] array = cells;
        if (array != null) {
            System.arraycopy(array, (int) index, values, 0, count);
        } else {
            MemorySegment.copy(file, CELL, index, values, 0, count);
        }
    }

    private byte read(long index) {
        return file.get(CELL, index);
    }

    private void write(long index, byte value) {
        file.set(CELL, index, value);
    }
}
