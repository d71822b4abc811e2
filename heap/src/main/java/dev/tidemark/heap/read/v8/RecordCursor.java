package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.io.UncheckedIOException;

/**
 * Reads single records of an array again from the file. Cheap for records in a row; for any other
 * one it passes at most {@value RecordIndex#STRIDE} records. Not for use by several threads.
 */
final class RecordCursor {
    /** Bytes that are copied from the file at once: some records in a row. */
    private static final int WINDOW = 1 << 10;

    private final SnapshotBytes bytes;
    private final RecordIndex index;
    private final long[] fields;
    private final byte[] text = new byte[WINDOW + NumberScanner.PADDING];
    private final NumberScanner scanner = new NumberScanner(text);

    /** Offset in the file of what the window holds. */
    private long windowStart;

    private int windowLength;
    private long current = -2;

    RecordCursor(SnapshotBytes bytes, RecordIndex index, int width) {
        this.bytes = bytes;
        this.index = index;
        this.fields = new long[width];
    }

    /** The fields of a record; the array is used again by the next call. */
    long[] read(long record) {
        if (record == current) {
            return fields;
        }
        if (record != current + 1) {
            current = index.markBefore(record) - 1;
            load(index.offsetOfMark(record));
        }
        while (current < record) {
            next();
        }
        return fields;
    }

    private void load(long offset) {
        windowStart = offset;
        windowLength = (int) Math.min(WINDOW, bytes.size() - offset);
        bytes.copy(offset, text, windowLength);
        // What is left from before must not look like a part of the last number.
        text[windowLength] = 0;
        scanner.moveTo(0);
    }

    /** Reads the record behind the current one, as V8 writes it or by the rules of JSON. */
    private void next() {
        int start = scanner.position();
        if (windowLength - start < WINDOW / 2 && windowStart + windowLength < bytes.size()) {
            load(windowStart + start);
            start = 0;
        }
        scanner.moveTo(text[start] == ',' ? start + 1 : start);
        int delimiter = scanner.numbers(fields, 0, fields.length);
        if (delimiter == ',') {
            scanner.moveTo(scanner.position() - 1);
        } else if (delimiter != '\n' && delimiter != ']') {
            readAnyJson(windowStart + start);
        }
        current++;
    }

    private void readAnyJson(long offset) {
        JsonCursor json = new JsonCursor(bytes, offset);
        try {
            json.skip(',');
            for (int i = 0; i < fields.length; i++) {
                if (i > 0) {
                    json.expect(',');
                }
                fields[i] = json.number();
            }
        } catch (SnapshotFormatException e) {
            // The parser has read these bytes before, so the file was changed since.
            throw new UncheckedIOException(e);
        }
        load(json.position());
    }
}
