package dev.tidemark.heap.read.hprof;

/**
 * What the census says of objects, on its way to the table, from one thread: objects mostly come in
 * the order of their addresses, so that many rows can be copied there in one go.
 */
final class CensusBatch {
    private static final int CAPACITY = 1 << 10;

    private final ObjectTable objects;
    private final int[] types = new int[CAPACITY];
    private final int[] referenceCounts = new int[CAPACITY];
    private int first;
    private int count;

    CensusBatch(ObjectTable objects) {
        this.objects = objects;
    }

    void add(int object, int type, int references) {
        if (object != first + count || count == CAPACITY) {
            flush();
            first = object;
        }
        types[count] = type;
        referenceCounts[count] = references;
        count++;
    }

    /** Writes what was added. */
    void flush() {
        objects.setRows(first, types, referenceCounts, count);
        count = 0;
    }
}
