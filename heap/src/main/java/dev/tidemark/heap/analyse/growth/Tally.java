package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.KeptColumns;
import java.util.Arrays;

/** Sums for each path of a {@link PathTrie}. */
final class Tally {
    private long[] entries = new long[64];
    private long[] bytes = new long[64];
    private long[] overhead = new long[64];
    private long[] contents = new long[64];
    private long[] slots = new long[64];
    private long asideBytes;
    private long allBytes;

    /** The sums by other numbers of the paths. */
    Tally renumbered(int[] numbers) {
        Tally sums = new Tally();
        for (int path = 0; path < numbers.length; path++) {
            int number = numbers[path];
            sums.grow(number);
            sums.entries[number] = entries(path);
            sums.bytes[number] = bytes(path);
            sums.overhead[number] = overhead(path);
            sums.contents[number] = contents(path);
            sums.slots[number] = slots(path);
        }
        sums.asideBytes = asideBytes;
        sums.allBytes = allBytes;
        return sums;
    }

    void addTo(ColumnList columns) {
        columns.addNumbers(entries)
                .addNumbers(bytes)
                .addNumbers(overhead)
                .addNumbers(contents)
                .addNumbers(slots)
                .addNumbers(asideBytes, allBytes);
    }

    /** The sums that {@link #addTo} added. */
    static Tally of(KeptColumns kept) {
        Tally sums = new Tally();
        sums.entries = kept.numbers();
        sums.bytes = kept.numbers();
        sums.overhead = kept.numbers();
        sums.contents = kept.numbers();
        sums.slots = kept.numbers();
        long[] all = kept.numbers();
        sums.asideBytes = all[0];
        sums.allBytes = all[1];
        return sums;
    }

    void addEntry(int path) {
        grow(path);
        entries[path]++;
    }

    void addBytes(int path, long size) {
        grow(path);
        bytes[path] += size;
        allBytes += size;
    }

    /** Bytes of a collection's own inside. */
    void addOverhead(int path, long size) {
        grow(path);
        overhead[path] += size;
        allBytes += size;
    }

    /** Bytes that are in use within the objects. */
    void addContents(int path, long size) {
        grow(path);
        contents[path] += size;
    }

    /** References from the insides of collections, whoever owns what they lead to. */
    void addSlots(int path, long count) {
        grow(path);
        slots[path] += count;
    }

    /** Bytes of the runtime's own work. */
    void addAside(long size) {
        asideBytes += size;
        allBytes += size;
    }

    long entries(int path) {
        return path < entries.length ? entries[path] : 0;
    }

    long bytes(int path) {
        return path < bytes.length ? bytes[path] : 0;
    }

    long overhead(int path) {
        return path < overhead.length ? overhead[path] : 0;
    }

    long contents(int path) {
        return path < contents.length ? contents[path] : 0;
    }

    long slots(int path) {
        return path < slots.length ? slots[path] : 0;
    }

    long asideBytes() {
        return asideBytes;
    }

    long allBytes() {
        return allBytes;
    }

    private void grow(int path) {
        if (path >= entries.length) {
            int length = Math.max(path + 1, entries.length * 2);
            entries = Arrays.copyOf(entries, length);
            bytes = Arrays.copyOf(bytes, length);
            overhead = Arrays.copyOf(overhead, length);
            contents = Arrays.copyOf(contents, length);
            slots = Arrays.copyOf(slots, length);
        }
    }
}
