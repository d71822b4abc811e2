package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of {@code int} cells; made by {@link Columns}.
 *
 * <p>Where the cells lie is asked at each access. The compiler leaves the way out that the program
 * never takes, so a program without scratch files pays nothing that could be measured.
 */
public final class IntColumn implements Column {
    private static final ValueLayout.OfInt CELL = ValueLayout.JAVA_INT_UNALIGNED;
    private static final Recycler<int[]> RECYCLER =
            new Recycler<>(int[]::new, array -> array.length, array -> Arrays.fill(array, 0));
    private static final int[] RELEASED = new int[0];

    /** Null when the cells lie in a file. */
    private int @Nullable [] cells;

    private final MemorySegment file;

    IntColumn(int count) {
        cells = RECYCLER.take(count);
        file = MemorySegment.NULL;
    }

    IntColumn(MemorySegment file) {
        this.file = file;
    }

    @Override
    public void release() {
        int[] unused = cells;
        cells = RELEASED;
        if (unused != null) {
            RECYCLER.give(unused);
        }
    }

    public int get(long index) {
        int[] array = cells;
        return array != null ? array[(int) index] : read(index);
    }

    public void set(long index, int value) {
        int[] array = cells;
        if (array != null) {
            array[(int) index] = value;
        } else {
            write(index, value);
        }
    }

    public void add(long index, int value) {
        int[] array = cells;
        if (array != null) {
            array[(int) index] += value;
        } else {
            write(index, read(index) + value);
        }
    }

    /** Copies the first {@code count} values to the cells from {@code index} on. */
    public void copyFrom(int[] values, int count, long index) {
        int[] array = cells;
        if (array != null) {
            System.arraycopy(values, 0, array, (int) index, count);
        } else {
            MemorySegment.copy(values, 0, file, CELL, index << 2, count);
        }
    }

    /** Copies the {@code count} cells from {@code index} on to the start of an array. */
    public void copyTo(long index, int count, int[] values) {
        int[] array = cells;
        if (array != null) {
            System.arraycopy(array, (int) index, values, 0, count);
        } else {
            MemorySegment.copy(file, CELL, index << 2, values, 0, count);
        }
    }

    private int read(long index) {
        return file.get(CELL, index << 2);
    }

    private void write(long index, int value) {
        file.set(CELL, index << 2, value);
    }
}
