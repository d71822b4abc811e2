package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import java.io.UncheckedIOException;

/**
 * Reads single records of an array again from the file. Cheap for records in a row; for any other
 * one it passes at most {@value RecordIndex#STRIDE} records. Not for use by several threads.
 */
final class RecordCursor {
    private final JsonCursor json;
    private final RecordIndex index;
    private final long[] fields;
    private long current = -1;

    RecordCursor(SnapshotBytes bytes, RecordIndex index, int width) {
        this.json = new JsonCursor(bytes, 0);
        this.index = index;
        this.fields = new long[width];
    }

    /** The fields of a record; the array is used again by the next call. */
    long[] read(long record) {
        if (record == current) {
            return fields;
        }
        if (record != current + 1 || current < 0 || !json.skip(',')) {
            index.seek(json, record, fields.length);
        }
        try {
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
        current = record;
        return fields;
    }

    static void skipNumbers(JsonCursor json, int count) {
        try {
            for (int i = 0; i < count; i++) {
                json.number();
                json.expect(',');
            }
        } catch (SnapshotFormatException e) {
            throw new UncheckedIOException(e);
        }
    }
}
