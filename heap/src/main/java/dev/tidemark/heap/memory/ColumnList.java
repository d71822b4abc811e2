package dev.tidemark.heap.memory;

import java.util.ArrayList;
import java.util.List;

/** Columns on their way into a file, where {@link KeptColumns} finds them in the same order. */
public final class ColumnList {
    private final List<Entry> entries = new ArrayList<>();

    /** So many of the cells of a column. */
    record Entry(Column column, long count) {
        long bytes() {
            return count * column.width();
        }
    }

    /** Adds the first cells of a column. */
    public ColumnList add(IntColumn column, long count) {
        return add(new Entry(column, count));
    }

    /** Adds the first cells of a column. */
    public ColumnList add(LongColumn column, long count) {
        return add(new Entry(column, count));
    }

    /** Adds the first cells of a column. */
    public ColumnList add(ByteColumn column, long count) {
        return add(new Entry(column, count));
    }

    /** Adds some numbers that are no column. */
    public ColumnList addNumbers(long... numbers) {
        LongColumn column = new LongColumn.OnHeap(numbers.length);
        column.copyFrom(numbers, numbers.length, 0);
        return add(new Entry(column, numbers.length));
    }

    private ColumnList add(Entry entry) {
        entries.add(entry);
        return this;
    }

    List<Entry> entries() {
        return entries;
    }

    /** What all of them take. */
    public long bytes() {
        return entries.stream().mapToLong(Entry::bytes).sum();
    }
}
