package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.KeptColumns;
import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.SnapshotFormatException;
import java.util.Arrays;

/**
 * Where in the file the record of an object is. Most collectors write objects in order of their
 * addresses, but for jumps from one stretch of the heap to another: so it is enough to know the
 * place of some, and to walk on from there. ZGC and Shenandoah write them in no order.
 */
final class Places {
    /** How far one has to walk, roughly. */
    private static final int WALK_BYTES = 1 << 14;

    /** So many runs any dump may have. */
    private static final int FREE_RUNS = 1 << 10;

    /** From then on they must have so many objects each, on average. */
    private static final int LEAST_LENGTH = 8;

    private final DumpFile file;
    private final long[] firsts;
    private final long[] lasts;
    private final long[] offsets;

    /** The greatest of the last addresses up to each run. */
    private final long[] reach;

    private Places(DumpFile file, long[] firsts, long[] lasts, long[] offsets) {
        this.file = file;
        this.firsts = firsts;
        this.lasts = lasts;
        this.offsets = offsets;
        this.reach = lasts.clone();
        for (int run = 1; run < reach.length; run++) {
            reach[run] = Math.max(reach[run], reach[run - 1]);
        }
    }

    /** Collects what one thread walks over. */
    static final class Runs {
        private final LongList firsts = new LongList();
        private final LongList lasts = new LongList();
        private final LongList offsets = new LongList();
        private long last = -1;
        private long limit = -1;
        private long objects;
        private boolean isUnordered;

        /** The walk goes on elsewhere. */
        void startChunk() {
            endRun();
        }

        void add(long address, long offset) {
            objects++;
            if (isUnordered) {
                return;
            }
            if (Long.compareUnsigned(address, last) <= 0 || offset >= limit) {
                endRun();
                firsts.add(address);
                offsets.add(offset);
                limit = offset + WALK_BYTES;
                isUnordered = firsts.size() > FREE_RUNS && firsts.size() > objects / LEAST_LENGTH;
            }
            last = address;
        }

        /** Whether there are so many runs that they say nothing. */
        boolean isUnordered() {
            return isUnordered;
        }

        private void endRun() {
            if (firsts.size() > lasts.size()) {
                lasts.add(last);
            }
            limit = -1;
        }

        void addAll(Runs other) {
            endRun();
            other.endRun();
            isUnordered |= other.isUnordered;
            for (int i = 0; i < other.firsts.size(); i++) {
                firsts.add(other.firsts.get(i));
                lasts.add(other.lasts.get(i));
                offsets.add(other.offsets.get(i));
            }
        }
    }

    static Places of(DumpFile file, Runs runs) {
        runs.endRun();
        int count = runs.firsts.size();
        LongMap runByFirst = new LongMap();
        long[] firsts = new long[count];
        for (int run = 0; run < count; run++) {
            firsts[run] = runs.firsts.get(run);
            runByFirst.put(firsts[run], run);
        }
        Arrays.sort(firsts);
        long[] lasts = new long[count];
        long[] offsets = new long[count];
        for (int i = 0; i < count; i++) {
            int run = (int) runByFirst.get(firsts[i], 0);
            lasts[i] = runs.lasts.get(run);
            offsets[i] = runs.offsets.get(run);
        }
        return new Places(file, firsts, lasts, offsets);
    }

    /** The places that {@link #addTo} added. */
    static Places of(DumpFile file, KeptColumns kept) {
        return new Places(file, kept.numbers(), kept.numbers(), kept.numbers());
    }

    void addTo(ColumnList columns) {
        columns.addNumbers(firsts).addNumbers(lasts).addNumbers(offsets);
    }

    /** Moves to the record of the object at an address; false if there is none. */
    boolean find(long address, HeapRecords records) {
        int found = Arrays.binarySearch(firsts, address);
        for (int run = found >= 0 ? found : -found - 2; run >= 0 && reach[run] >= address; run--) {
            if (lasts[run] >= address && findIn(run, address, records)) {
                return true;
            }
        }
        return false;
    }

    private boolean findIn(int run, long address, HeapRecords records) {
        // The walk ends at the address: all up to it was read before.
        boolean more = at(offsets[run], records);
        while (more) {
            if (records.isObject() && records.tag() != Tags.CLASS && records.id() >= address) {
                return records.id() == address;
            }
            more = next(records);
        }
        return false;
    }

    /** Moves to the record at an offset that was read before. */
    boolean at(long offset, HeapRecords records) {
        return next(records.over(offset, file.size(), true));
    }

    private static boolean next(HeapRecords records) {
        try {
            return records.next();
        } catch (SnapshotFormatException e) {
            throw new IllegalStateException("read before without an error", e);
        }
    }
}
