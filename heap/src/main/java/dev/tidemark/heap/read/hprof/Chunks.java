package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.memory.LongList;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.Workers;
import java.util.concurrent.atomic.AtomicInteger;

/** The records of the heap, divided into parts that can be walked each by itself. */
final class Chunks {
    private final DumpFile file;
    private final LongList starts = new LongList();
    private final LongList ends = new LongList();

    /** Whether the last chunk may end with a part of a record. */
    private final boolean cut;

    private Chunks(DumpFile file, boolean cut) {
        this.file = file;
        this.cut = cut;
    }

    /**
     * Divides at borders of records.
     *
     * @param chunkBytes longer segments are divided, and these are their parts, roughly
     */
    static Chunks of(DumpFile file, TopLevel topLevel, int chunkBytes)
            throws SnapshotFormatException {
        Chunks chunks = new Chunks(file, topLevel.truncation() != null);
        for (int segment = 0; segment < topLevel.segmentCount(); segment++) {
            long start = topLevel.segmentStart(segment);
            long end = topLevel.segmentEnd(segment);
            if (end - start <= 2L * chunkBytes) {
                chunks.add(start, end);
            } else {
                chunks.divide(start, end, chunkBytes);
            }
        }
        return chunks;
    }

    private void add(long start, long end) {
        starts.add(start);
        ends.add(end);
    }

    private void divide(long start, long end, int chunkBytes) throws SnapshotFormatException {
        HeapRecords records = new HeapRecords(file).over(start, end, cut && end == file.size());
        long from = start;
        while (records.next()) {
            if (records.nextStart() - from >= chunkBytes) {
                add(from, records.nextStart());
                from = records.nextStart();
            }
        }
        if (from < end) {
            add(from, end);
        }
    }

    int count() {
        return starts.size();
    }

    /** What one thread does with the chunks that it gets. */
    interface Pass {
        void walk(HeapRecords records) throws SnapshotFormatException;

        /** Called once, when there are no more chunks. */
        void finish() throws SnapshotFormatException;
    }

    /** Makes the pass of one thread. */
    interface PassMaker {
        Pass make();
    }

    /** Walks all chunks, on all threads. */
    void walk(Workers workers, PassMaker maker) throws SnapshotFormatException {
        AtomicInteger next = new AtomicInteger();
        workers.run(() -> {
            Pass pass = maker.make();
            HeapRecords records = new HeapRecords(file);
            int chunk = next.getAndIncrement();
            while (chunk < count()) {
                pass.walk(over(records, chunk));
                chunk = next.getAndIncrement();
            }
            pass.finish();
        });
    }

    /** Lets the records walk over one chunk. */
    HeapRecords over(HeapRecords records, int chunk) {
        long end = ends.get(chunk);
        return records.over(starts.get(chunk), end, cut && end == file.size());
    }
}
