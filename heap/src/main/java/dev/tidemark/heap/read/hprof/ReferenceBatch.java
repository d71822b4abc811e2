package dev.tidemark.heap.read.hprof;

/**
 * References on their way to the table, from one thread. Targets are looked up many at a time, one
 * independent of the other, so that the processor waits for many cells of the index at once; and
 * what lies side by side in the table is copied there in one go.
 */
final class ReferenceBatch {
    private static final int CAPACITY = 1 << 11;

    private final AddressIndex addresses;
    private final ReferenceTable references;
    private final long[] ids = new long[CAPACITY];
    private final int[] targets = new int[CAPACITY];
    private final byte[] codes = new byte[CAPACITY];
    private long first;
    private int count;

    ReferenceBatch(AddressIndex addresses, ReferenceTable references) {
        this.addresses = addresses;
        this.references = references;
    }

    /** The place in the table of the next reference that is added. */
    void moveTo(long reference) {
        if (reference != first + count) {
            flush();
            first = reference;
        }
    }

    void add(long targetId, byte code) {
        if (count == CAPACITY) {
            flush();
        }
        ids[count] = targetId;
        codes[count] = code;
        count++;
    }

    /** Writes what was added. */
    void flush() {
        for (int i = 0; i < count; i++) {
            targets[i] = addresses.indexOf(ids[i]);
        }
        references.set(first, targets, codes, count);
        first += count;
        count = 0;
    }
}
