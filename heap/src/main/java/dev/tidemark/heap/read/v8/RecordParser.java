package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.read.file.Workers;
import dev.tidemark.heap.read.v8.Records.BadRecordException;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Parses one array of numbers with several threads.
 *
 * <p>The file from the array's start on is cut into chunks of whole records, see {@link Chunks},
 * which the threads take in turn. Nobody knows beforehand where the array ends: whoever meets its
 * closing bracket says so, and what was parsed behind it is dropped. A chunk can be placed only
 * when the ones before it are counted; threads wait for that, which is short, as all chunks take
 * about the same time.
 *
 * <p>A chunk that is not written as V8 writes it (other white space, say) is read again byte by
 * byte; when that fails too, the message gives the byte.
 */
final class RecordParser<C> {
    /** Numbers that are handed over at once; they stay in the cache of the core. */
    private static final int BATCH_NUMBERS = 1 << 13;

    private final SnapshotBytes bytes;
    private final Records<C> records;
    private final RecordIndex index = new RecordIndex();
    private final Chunks chunks;
    private final int chunkBytes;
    private final int width;
    private final long start;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turnChanged = lock.newCondition();
    private long nextChunk;
    private long turn;
    private long placed;
    private long end = -1;
    private boolean failed;

    private RecordParser(SnapshotBytes bytes, long start, Records<C> records, int chunkBytes) {
        this.bytes = bytes;
        this.records = records;
        this.width = records.width();
        this.chunks = Chunks.of(bytes, start, width, chunkBytes);
        this.chunkBytes = chunkBytes;
        this.start = start;
    }

    /**
     * What was read.
     *
     * @param end offset behind the closing bracket
     */
    record Result(long count, long end, RecordIndex index) {}

    /**
     * Parses an array.
     *
     * @param start offset behind its opening bracket
     */
    static <C> Result parse(SnapshotBytes bytes, long start, Records<C> records, Workers workers)
            throws SnapshotFormatException {
        RecordParser<C> parser =
                new RecordParser<>(bytes, start, records, workers.division().chunkBytes());
        workers.run(parser::parseChunks);
        return new Result(parser.placed, parser.end, parser.index);
    }

    /** What each thread does. */
    private void parseChunks() throws SnapshotFormatException {
        boolean done = false;
        try {
            long number = takeChunk();
            if (number >= 0) {
                Worker worker = new Worker();
                while (number >= 0 && worker.parse(number) && worker.handOver(number)) {
                    number = takeChunk();
                }
            }
            done = true;
        } finally {
            if (!done) {
                // Whatever it was: the others must not wait for a chunk that never comes.
                fail();
            }
        }
    }

    /** The next chunk to parse, or -1 when there is none. */
    private long takeChunk() {
        lock.lock();
        try {
            boolean none = failed || end >= 0 || start + nextChunk * chunkBytes > bytes.size();
            return none ? -1 : nextChunk++;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all chunks before this one are placed; false when the array ended there. */
    private boolean awaitTurn(long number) {
        lock.lock();
        try {
            while (turn < number && end < 0 && !failed) {
                turnChanged.awaitUninterruptibly();
            }
            return turn == number && end < 0 && !failed;
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        lock.lock();
        try {
            failed = true;
            turnChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void turnOver(long newEnd) {
        lock.lock();
        try {
            turn++;
            end = newEnd;
            turnChanged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Parses chunks, one after the other, with buffers of its own. */
    private final class Worker {
        /** The last record of a chunk may hang over its end; a short file needs no more. */
        private final int maxChunk =
                (int) Math.min(chunkBytes + 2L * Chunks.OVERHANG, bytes.size() - start);

        private final byte[] text = new byte[maxChunk + NumberScanner.PADDING];
        private final NumberScanner scanner = new NumberScanner(text);
        private final int capacity = maxChunk / (2 * width) + 1;
        private final int batchRecords = Math.clamp(BATCH_NUMBERS / width, 1, capacity);
        private final long[] values = new long[batchRecords * width];
        private final C chunk = records.newChunk(capacity);
        private final int[] marks = new int[capacity / RecordIndex.STRIDE + 1];
        private long chunkStart;
        private int count;
        private long chunkEnd = -1;

        /** Parses a chunk; false when the array ended before it. */
        boolean parse(long number) throws SnapshotFormatException {
            try {
                parse(chunks.startOf(number), chunks.startOf(number + 1), number == 0);
                return true;
            } catch (SnapshotFormatException | RuntimeException e) {
                // Bytes behind the array's end are no records; only our turn tells.
                if (awaitTurn(number)) {
                    throw e;
                }
                return false;
            }
        }

        private void parse(long from, long to, boolean first) throws SnapshotFormatException {
            if (!parseQuickly(from, to, first)) {
                parseSlowly(from, to, first);
            }
            if (chunkEnd < 0 && to == bytes.size()) {
                throw bytes.unexpected(bytes.size(), "']' at the end of the array");
            }
        }

        /** Places and stores what was parsed; false when the array ended before it. */
        boolean handOver(long number) throws SnapshotFormatException {
            if (!awaitTurn(number)) {
                return false;
            }
            place();
            turnOver(chunkEnd);
            records.store(chunk);
            return chunkEnd < 0;
        }

        private void place() throws SnapshotFormatException {
            try {
                records.place(chunk);
            } catch (BadRecordException e) {
                throw describe(e, 0);
            }
            appendToIndex();
        }

        private void appendToIndex() {
            int used = (count + RecordIndex.STRIDE - 1) / RecordIndex.STRIDE;
            index.append(
                    new RecordIndex.Chunk(placed, count, chunkStart, Arrays.copyOf(marks, used)));
            placed += count;
        }

        private void begin(long from) {
            records.clear(chunk);
            chunkStart = from;
            count = 0;
            chunkEnd = -1;
        }

        private void mark(long position) {
            if (count % RecordIndex.STRIDE == 0) {
                marks[count / RecordIndex.STRIDE] = (int) position;
            }
        }

        /** Reads records as V8 writes them; false when something else comes. */
        private boolean parseQuickly(long from, long to, boolean first)
                throws SnapshotFormatException {
            begin(from);
            int length = (int) (to - from);
            int readable = (int) Math.min(length + Chunks.OVERHANG, bytes.size() - from);
            bytes.copy(from, text, readable);
            Arrays.fill(text, readable, readable + NumberScanner.PADDING, (byte) 0);
            scanner.moveTo(0);
            boolean needsComma = !first;
            int batch = 0;
            while (scanner.position() < length && chunkEnd < 0) {
                int at = scanner.position();
                if (text[at] == ']') {
                    chunkEnd = from + at + 1;
                    break;
                }
                if (needsComma && text[at] != ',') {
                    return false;
                }
                mark(at);
                scanner.moveTo(needsComma ? at + 1 : at);
                needsComma = true;
                int delimiter = scanner.numbers(values, batch * width, width);
                batch++;
                count++;
                if (delimiter == ',') {
                    // It belongs to the next record.
                    scanner.moveTo(scanner.position() - 1);
                } else if (delimiter == ']') {
                    chunkEnd = from + scanner.position();
                } else if (delimiter != '\n') {
                    return false;
                }
                if (batch == batchRecords) {
                    add(batch);
                    batch = 0;
                }
            }
            add(batch);
            return scanner.position() <= readable;
        }

        /** Reads any JSON; says where it is wrong. */
        private void parseSlowly(long from, long to, boolean first) throws SnapshotFormatException {
            begin(from);
            JsonCursor json = new JsonCursor(bytes, from);
            int batch = 0;
            boolean needsComma = !first;
            while (json.peek() != -1 && json.position() < to) {
                if (json.peek() == ']') {
                    chunkEnd = json.position() + 1;
                    break;
                }
                mark(json.position() - chunkStart);
                if (needsComma) {
                    json.expect(',');
                }
                needsComma = true;
                readRecord(json, batch * width);
                batch++;
                count++;
                if (batch == batchRecords) {
                    add(batch);
                    batch = 0;
                }
            }
            add(batch);
        }

        private void readRecord(JsonCursor json, int at) throws SnapshotFormatException {
            for (int i = 0; i < width; i++) {
                if (i > 0) {
                    json.expect(',');
                }
                values[at + i] = json.number();
            }
        }

        private void add(int batch) throws SnapshotFormatException {
            try {
                records.add(chunk, values, batch);
            } catch (BadRecordException e) {
                throw describe(e, count - batch);
            }
        }

        private SnapshotFormatException describe(BadRecordException e, int firstOfBatch)
                throws SnapshotFormatException {
            int record = firstOfBatch + e.record();
            RecordIndex here = new RecordIndex();
            here.append(new RecordIndex.Chunk(0, count, chunkStart, marks));
            return bytes.problem(
                    here.offsetOf(record, bytes, width),
                    e.expected(),
                    e.found(),
                    "The snapshot is damaged: take it again.");
        }
    }
}
