package dev.tidemark.heap.memory;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Columns that were kept, one after the other in the order of their {@link ColumnList}. Whoever
 * asks for them knows which they are: another kind than the next one's is a mistake of the program.
 */
public final class KeptColumns {
    private final Iterator<Kept> left;

    KeptColumns(List<Kept> columns) {
        this.left = columns.iterator();
    }

    /** The cells of one column, and their width in bytes. */
    record Kept(MemorySegment cells, int width) {}

    /** The next column, which has 4-byte cells. */
    public IntColumn ints() {
        return new IntColumn.InFile(next(Integer.BYTES));
    }

    /** The next column, which has 8-byte cells. */
    public LongColumn longs() {
        return new LongColumn.InFile(next(Long.BYTES));
    }

    /** The next column, which has 1-byte cells. */
    public ByteColumn bytes() {
        return new ByteColumn.InFile(next(Byte.BYTES));
    }

    /** The next numbers, copied. */
    public long[] numbers() {
        MemorySegment cells = next(Long.BYTES);
        long[] numbers = new long[Math.toIntExact(cells.byteSize() / Long.BYTES)];
        new LongColumn.InFile(cells).copyTo(0, numbers.length, numbers);
        return numbers;
    }

    /** The next texts. */
    public List<String> texts() {
        long[] ends = numbers();
        byte[] bytes = next(Byte.BYTES).toArray(ValueLayout.JAVA_BYTE);
        List<String> texts = new ArrayList<>(ends.length);
        int start = 0;
        for (long end : ends) {
            texts.add(new String(bytes, start, (int) end - start, StandardCharsets.UTF_8));
            start = (int) end;
        }
        return texts;
    }

    private MemorySegment next(int width) {
        Kept next = left.next();
        if (next.width != width) {
            throw new IllegalStateException(
                    "expected cells of %d bytes, found %d".formatted(width, next.width));
        }
        return next.cells;
    }
}
