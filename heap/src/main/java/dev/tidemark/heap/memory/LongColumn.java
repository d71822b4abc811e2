package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of {@code long} cells; made by {@link Columns}.
 *
 * <p>Where the cells lie is asked at each access. The compiler leaves the way out that the program
 * never takes, so a program without scratch files pays nothing that could be measured.
 */
public final class LongColumn implements Column {
    private static final ValueLayout.OfLong CELL = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final Recycler<long[]> RECYCLER =
            new Recycler<>(long[]::new, array -> array.length, array -> Arrays.fill(array, 0));
    private static final long[] RELEASED = new long[0];

    /** Null when the cells lie in a file. */
    private long @Nullable [] cells;

    private final MemorySegment file;

    LongColumn(int count) {
        cells = RECYCLER.take(count);
        file = MemorySegment.NULL;
    }

    LongColumn(MemorySegment file) {
        this.file = file;
    }

    @Override
    public void release() {
        long[] unused = cells;
        cells = RELEASED;
        if (unused != null) {
            RECYCLER.give(unused);
        }
    }

    public long get(long index) {
        long[] array = cells;
        return array != null ? array[(int) index] : read(index);
    }

    public void set(long index, long value) {
        long[] array = cells;
        if (array != null) {
            array[(int) index] = value;
        } else {
            write(index, value);
        }
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(long[] values, int count, long index) {
        long[] array = cells;
        if (array != null) {
            System.arraycopy(values, 0, array, (int) index, count);
        } else {
            MemorySegment.copy(values, 0, file, CELL, index << 3, count);
        }
    }

    /** Copies the {@code count} cells from {@code index} on to the start of an array. */
    public void copyTo(long index, int count, long[] values) {
        long[] array = cells;
        if (array != null) {
            System.arraycopy(array, (int) index, values, 0, count);
        } else {
            MemorySegment.copy(file, CELL, index << 3, values, 0, count);
        }
    }

    private long read(long index) {
        return file.get(CELL, index << 3);
    }

    private void write(long index, long value) {
        file.set(CELL, index << 3, value);
    }
}
