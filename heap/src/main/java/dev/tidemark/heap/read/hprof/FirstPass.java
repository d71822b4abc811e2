package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.KeptColumns;
import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Workers;

/** The first walk over all records of the heap: which objects, classes and roots there are. */
final class FirstPass {
    /** Pages of addresses that any dump may have, and bytes of dump for each one more. */
    private static final int FREE_PAGES = 1 << 12;

    private static final int BYTES_PER_PAGE = 1 << 14;

    private final DumpFile file;
    private final Chunks chunks;
    private final Roots roots = new Roots();
    private final LongList classes = new LongList();
    private final Places.Runs runs = new Places.Runs();
    private long cutRecord = -1;

    private FirstPass(DumpFile file, Chunks chunks) {
        this.file = file;
        this.chunks = chunks;
    }

    /**
     * What there is.
     *
     * @param classRecords offsets of the class records
     * @param isUnordered whether objects do not come as their addresses ascend, so that places do
     *     not tell where they are
     * @param cutRecord offset of the record that the end of the file cut, or -1
     */
    record Found(
            AddressIndex addresses,
            Roots roots,
            LongList classRecords,
            Places places,
            boolean isUnordered,
            long cutRecord) {
        /** What {@link #addTo} added. */
        static Found of(DumpFile file, KeptColumns kept) {
            AddressIndex addresses = AddressIndex.of(kept);
            Roots roots = new Roots(kept);
            LongList classRecords = LongList.of(kept.numbers());
            Places places = Places.of(file, kept);
            long[] rest = kept.numbers();
            return new Found(addresses, roots, classRecords, places, rest[0] != 0, rest[1]);
        }

        void addTo(ColumnList columns) {
            addresses.addTo(columns);
            roots.addTo(columns);
            columns.addNumbers(classRecords.toArray());
            places.addTo(columns);
            columns.addNumbers(isUnordered ? 1 : 0, cutRecord);
        }
    }

    static Found run(
            DumpFile file, Chunks chunks, int alignmentShift, Workers workers, Columns columns)
            throws SnapshotFormatException {
        int shift = alignmentShift;
        while (true) {
            FirstPass pass = new FirstPass(file, chunks);
            AddressSet addresses = new AddressSet(shift);
            chunks.walk(workers, () -> pass.new Walk(addresses));
            if (addresses.trueShift() == shift) {
                return pass.found(addresses, columns);
            }
            shift = addresses.trueShift();
        }
    }

    private Found found(AddressSet addresses, Columns columns) throws SnapshotFormatException {
        if (classes.size() == 0) {
            throw file.problem(file.size(), "at least one class", "none");
        }
        if (addresses.addedTwice() != 0) {
            throw file.problem(
                    secondRecordOf(addresses.addedTwice()),
                    "each object once",
                    "address 0x%x a second time".formatted(addresses.addedTwice()));
        }
        checkPages(addresses.pageCount());
        return new Found(
                AddressIndex.of(addresses, columns),
                roots.inOrder(),
                classes,
                Places.of(file, runs),
                runs.isUnordered(),
                cutRecord);
    }

    private long secondRecordOf(long address) throws SnapshotFormatException {
        HeapRecords records = new HeapRecords(file);
        boolean seen = false;
        for (int chunk = 0; chunk < chunks.count(); chunk++) {
            chunks.over(records, chunk);
            while (records.next()) {
                if (records.isObject() && records.id() == address) {
                    if (seen) {
                        return records.start();
                    }
                    seen = true;
                }
            }
        }
        return file.firstRecord();
    }

    private void checkPages(long pages) throws SnapshotFormatException {
        if (pages > FREE_PAGES + file.size() / BYTES_PER_PAGE) {
            throw file.problem(
                    file.firstRecord(),
                    "objects that lie close together in memory",
                    "objects in %d places far apart".formatted(pages));
        }
    }

    private synchronized void add(Walk walk) {
        roots.addAll(walk.roots);
        for (int i = 0; i < walk.classes.size(); i++) {
            classes.add(walk.classes.get(i));
        }
        runs.addAll(walk.runs);
        if (walk.cutRecord >= 0) {
            cutRecord = walk.cutRecord;
        }
    }

    /** The part of one thread. */
    private final class Walk implements Chunks.Pass {
        private final AddressSet addresses;
        private final AddressSet.Writer writer;
        private final Roots roots = new Roots();
        private final LongList classes = new LongList();
        private final Places.Runs runs = new Places.Runs();
        private long cutRecord = -1;

        Walk(AddressSet addresses) {
            this.addresses = addresses;
            this.writer = addresses.new Writer();
        }

        @Override
        public void walk(HeapRecords records) throws SnapshotFormatException {
            runs.startChunk();
            while (records.next()) {
                if (!records.isObject()) {
                    roots.add(file, records);
                } else {
                    writer.add(records.id());
                    if (records.tag() == Tags.CLASS) {
                        classes.add(records.start());
                    } else {
                        runs.add(records.id(), records.start());
                    }
                }
            }
            if (records.wasCut()) {
                cutRecord = records.start();
            }
            checkPages(addresses.pageCount());
        }

        @Override
        public void finish() {
            writer.flush();
            add(this);
        }
    }
}
