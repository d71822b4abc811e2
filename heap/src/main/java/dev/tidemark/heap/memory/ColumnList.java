package dev.tidemark.heap.memory;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

    /** Adds some texts: where each ends, and the bytes of all. */
    public ColumnList addTexts(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long[] ends = new long[texts.size()];
        for (int i = 0; i < ends.length; i++) {
            bytes.writeBytes(texts.get(i).getBytes(StandardCharsets.UTF_8));
            ends[i] = bytes.size();
        }
        ByteColumn column = new ByteColumn.OnHeap(bytes.size());
        column.copyFrom(bytes.toByteArray(), bytes.size(), 0);
        return addNumbers(ends).add(new Entry(column, bytes.size()));
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
