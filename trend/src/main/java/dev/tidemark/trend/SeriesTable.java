package dev.tidemark.trend;

import dev.tidemark.model.Signal;
import dev.tidemark.model.TrendVerdict;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Many series side by side, {@value #BYTES_PER_SERIES} bytes each however long they run: for a
 * service that watches a fleet.
 *
 * <p>A series is one signal of one process from its start to its restart. Its blocks may be taken
 * out, kept elsewhere, put back, and merged with those of an earlier or later part. Where several
 * signals of one process are at hand in one place, {@link TrendDetector} says more, because it
 * chooses among them.
 *
 * <p>Not thread-safe; use a table a thread.
 *
 * @implNote {@code add} is O(1): about 50 ns when the table fits the processor's cache. A verdict
 *     takes milliseconds and is worth asking for only when {@code add} says so.
 */
public final class SeriesTable {
    /** State of a series. */
    public static final int BYTES_PER_SERIES = BlockFloors.WORDS * Integer.BYTES;

    private final int[] words;
    private final int size;

    /**
     * @param series how many, at most {@code 45_000_000}
     */
    public SeriesTable(int series) {
        words = new int[Math.multiplyExact(series, BlockFloors.WORDS)];
        size = series;
        int[] empty = new int[BlockFloors.WORDS];
        BlockFloors.in(empty, 0).clear();
        for (int i = 0; i < series; i++) {
            System.arraycopy(empty, 0, words, at(i), BlockFloors.WORDS);
        }
    }

    public int size() {
        return size;
    }

    /** Forgets a series, as when its process has been started anew. */
    public void clear(int series) {
        row(series).clear();
    }

    /**
     * Takes the next reading of a series along time.
     *
     * @param second since the process started, never less than the one before
     * @param bytes what was read
     * @return whether a block was opened, so that the verdict may have changed
     */
    public boolean add(int series, double second, double bytes) {
        return row(series).add(second, bytes, 1, second);
    }

    /**
     * Takes the next reading of a series along the work that the process does.
     *
     * @param work operations since the process started, never less than before
     * @param perSecond operations a second at that moment
     * @return whether a block was opened, so that the verdict may have changed
     */
    public boolean add(int series, double second, double bytes, double work, double perSecond) {
        return row(series).add(work, bytes, perSecond, second);
    }

    /**
     * What the readings of a series say.
     *
     * @param signal what they are readings of
     */
    public TrendVerdict verdict(int series, Signal signal) {
        return OneSeries.verdict(row(series).blocks(), signal);
    }

    /** The state of a series, {@value #BYTES_PER_SERIES} bytes. */
    public byte[] state(int series) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_PER_SERIES);
        bytes.asIntBuffer().put(row(series).words());
        return bytes.array();
    }

    /**
     * Puts back what {@link #state} gave; the series goes on as if it had never been away.
     *
     * @throws IllegalArgumentException if it is not {@value #BYTES_PER_SERIES} bytes
     */
    public void restore(int series, byte[] state) {
        System.arraycopy(words(state), 0, words, at(series), BlockFloors.WORDS);
    }

    /**
     * Adds the blocks of a later part of the same series, seen elsewhere, counted from the same
     * start.
     *
     * @throws IllegalArgumentException if it is not {@value #BYTES_PER_SERIES} bytes
     */
    public void merge(int series, byte[] later) {
        row(series).merge(BlockFloors.in(words(later), 0));
    }

    private static int[] words(byte[] state) {
        if (state.length != BYTES_PER_SERIES) {
            throw new IllegalArgumentException(
                    "state: expected %d bytes, got %d".formatted(BYTES_PER_SERIES, state.length));
        }
        int[] words = new int[BlockFloors.WORDS];
        ByteBuffer.wrap(state).asIntBuffer().get(words);
        return words;
    }

    private BlockFloors row(int series) {
        return BlockFloors.in(words, at(series));
    }

    private int at(int series) {
        return Objects.checkIndex(series, size) * BlockFloors.WORDS;
    }
}
