package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * The array {@code strings}. The characters stay in the file; the offset of every {@value
 * #STRIDE}th string is kept, 1 byte a string. Reading is safe from several threads.
 */
final class StringTable {
    private static final int STRIDE = 8;

    private final SnapshotBytes bytes;
    private final long[] offsets;
    private final int count;

    private StringTable(SnapshotBytes bytes, long[] offsets, int count) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.count = count;
    }

    /** Tells about each string while the table is read. */
    interface Visitor {
        /**
         * Called for each string in order.
         *
         * @param start offset of its first character, behind the quote
         * @param end offset of the quote that ends it
         */
        void string(int index, long start, long end);
    }

    /** Reads the array at which the cursor stands, and leaves the cursor behind it. */
    static StringTable read(JsonCursor json, SnapshotBytes bytes, Visitor visitor)
            throws SnapshotFormatException {
        json.expect('[');
        long[] offsets = new long[1024];
        int count = 0;
        if (!json.skip(']')) {
            do {
                json.peek();
                long start = json.position() + 1;
                if (count % STRIDE == 0) {
                    if (count / STRIDE == offsets.length) {
                        offsets = Arrays.copyOf(offsets, offsets.length * 2);
                    }
                    offsets[count / STRIDE] = start - 1;
                }
                json.skipString();
                visitor.string(count, start, json.position() - 1);
                count++;
            } while (json.skip(','));
            json.expect(']');
        }
        return new StringTable(bytes, offsets, count);
    }

    int count() {
        return count;
    }

    /** Decodes one string. */
    String get(int index) {
        JsonCursor json = new JsonCursor(bytes, offsets[index / STRIDE]);
        try {
            for (int i = index % STRIDE; i > 0; i--) {
                json.skipString();
                json.expect(',');
            }
            json.peek();
            return json.string();
        } catch (SnapshotFormatException e) {
            // The table was read whole before, so the file was changed since.
            throw new UncheckedIOException(e);
        }
    }
}
