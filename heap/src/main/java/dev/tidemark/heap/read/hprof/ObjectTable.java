package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.KeptColumns;
import dev.tidemark.heap.memory.LongColumn;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One row for each object: its type, where its references start, and its size. */
final class ObjectTable {
    /** Stands for a size that is in {@link #large}. */
    private static final int LARGE = 0xff;

    private final int count;
    private final IntColumn types;
    private final IntColumn firstReferences;
    private final ByteColumn sizes;
    private final LongMap large = new LongMap();
    private int alignment = 8;

    /** Where each object's record is; null where that can be told in a cheaper way. */
    private @Nullable LongColumn offsets;

    /**
     * @param count of objects, the root included
     */
    ObjectTable(Columns columns, int count) {
        this.count = count;
        this.types = columns.ints(count, Access.SWEPT);
        this.firstReferences = columns.ints(count + 1L, Access.SWEPT);
        this.sizes = columns.bytes(count);
    }

    /** The table that {@link #addTo} added. It cannot be written to. */
    ObjectTable(KeptColumns kept) {
        long[] numbers = kept.numbers();
        this.count = (int) numbers[0];
        this.alignment = (int) numbers[1];
        this.types = kept.ints();
        this.firstReferences = kept.ints();
        this.sizes = kept.bytes();
        long[] largeObjects = kept.numbers();
        long[] largeSizes = kept.numbers();
        for (int i = 0; i < largeObjects.length; i++) {
            large.put(largeObjects[i], largeSizes[i]);
        }
        LongColumn keptOffsets = kept.longs();
        this.offsets = numbers[2] == 0 ? null : keptOffsets;
    }

    void addTo(ColumnList columns) {
        long[] largeObjects = large.keys();
        LongColumn known = offsets;
        columns.addNumbers(count, alignment, known == null ? 0 : 1)
                .add(types, count)
                .add(firstReferences, count + 1L)
                .add(sizes, count)
                .addNumbers(largeObjects)
                .addNumbers(
                        Arrays.stream(largeObjects).map(object -> large.get(object, 0)).toArray());
        if (known == null) {
            columns.addNumbers();
        } else {
            columns.add(known, count);
        }
    }

    int count() {
        return count;
    }

    /** Makes room for the offsets of all records. */
    void keepOffsets(Columns columns) {
        offsets = columns.longs(count, Access.SWEPT);
    }

    boolean keepsOffsets() {
        return offsets != null;
    }

    void setOffset(int object, long offset) {
        LongColumn known = offsets;
        if (known != null) {
            known.set(object, offset);
        }
    }

    /** Where the record of an object is; 0 if it is a class or the root, or that is not kept. */
    long offset(int object) {
        LongColumn known = offsets;
        return known == null ? 0 : known.get(object);
    }

    int type(int object) {
        return types.get(object);
    }

    void setType(int object, int type) {
        types.set(object, type);
    }

    /** Says how many references leave an object, until {@link #placeReferences}. */
    void setReferenceCount(int object, int references) {
        firstReferences.set(object, references);
    }

    /** Sets type and number of references of objects that follow one another. */
    void setRows(int first, int[] newTypes, int[] references, int number) {
        types.copyFrom(newTypes, number, first);
        firstReferences.copyFrom(references, number, first);
    }

    void addToReferenceCount(int object, int references) {
        firstReferences.add(object, references);
    }

    /** Turns counts into places, one object's references behind the other's; returns their sum. */
    long placeReferences() {
        long next = 0;
        for (int object = 0; object <= count; object++) {
            long here = object == count ? 0 : Integer.toUnsignedLong(firstReferences.get(object));
            firstReferences.set(object, (int) next);
            next += here;
        }
        return next;
    }

    long firstReference(int object) {
        return Integer.toUnsignedLong(firstReferences.get(object));
    }

    /** The object that a reference leaves. Cost: a binary search. */
    int objectOf(long reference) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstReference(middle) <= reference) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    void setFirstReference(int object, long reference) {
        firstReferences.set(object, (int) reference);
    }

    /** All sizes are multiples of this. To be said before the first size is set. */
    void setAlignment(int bytes) {
        this.alignment = bytes;
    }

    void setSize(int object, long bytes) {
        long units = bytes / alignment;
        if (units < LARGE) {
            sizes.set(object, (byte) units);
        } else {
            sizes.set(object, (byte) LARGE);
            synchronized (large) {
                large.put(object, bytes);
            }
        }
    }

    long size(int object) {
        int units = sizes.get(object) & 0xff;
        return units == LARGE ? large.get(object, 0) : (long) units * alignment;
    }
}
