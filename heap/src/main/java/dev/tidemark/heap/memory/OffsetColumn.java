package dev.tidemark.heap.memory;

import org.jspecify.annotations.Nullable;

/**
 * Places in another column, from 0 up to a known greatest one: 4 bytes each as long as that is
 * enough, 8 where there are 2^32 places or more. Made by {@link Columns}.
 */
public final class OffsetColumn {
    private final @Nullable IntColumn near;
    private final @Nullable LongColumn far;

    private OffsetColumn(@Nullable IntColumn near, @Nullable LongColumn far) {
        this.near = near;
        this.far = far;
    }

    static OffsetColumn of(IntColumn column) {
        return new OffsetColumn(column, null);
    }

    static OffsetColumn of(LongColumn column) {
        return new OffsetColumn(null, column);
    }

    public long get(long index) {
        return near != null ? Integer.toUnsignedLong(near.get(index)) : far().get(index);
    }

    public void set(long index, long offset) {
        if (near != null) {
            near.set(index, (int) offset);
        } else {
            far().set(index, offset);
        }
    }

    /** Adds to a cell and returns what it is then. */
    public long add(long index, int value) {
        long sum = get(index) + value;
        set(index, sum);
        return sum;
    }

    private LongColumn far() {
        if (far == null) {
            throw new IllegalStateException();
        }
        return far;
    }
}
