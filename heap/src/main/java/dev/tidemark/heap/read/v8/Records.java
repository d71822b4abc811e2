package dev.tidemark.heap.read.v8;

/**
 * Takes the records of one array of a snapshot: equally wide groups of numbers. The array is read
 * in chunks by several threads; each thread fills chunks of its own and hands them over in file
 * order.
 *
 * @param <C> what one chunk of records is gathered in
 */
interface Records<C> {
    /** Numbers in a record. */
    int width();

    /** An empty chunk with room for {@code capacity} records. */
    C newChunk(int capacity);

    /**
     * Adds records to a chunk. Several threads call it at once, each with its own chunk.
     *
     * @param values {@code count * width()} numbers, each 0 or more
     * @throws BadRecordException when a record cannot be true
     */
    void add(C chunk, long[] values, int count) throws BadRecordException;

    /**
     * Gives the chunk its place behind all chunks before it. Called in file order, one at a time.
     */
    void place(C chunk) throws BadRecordException;

    /** Copies a placed chunk to where it belongs. Several threads call it at once. */
    void store(C chunk);

    /** Empties a chunk, stored or not, so that it can be filled again. */
    void clear(C chunk);

    /** A record that cannot be true; the parser knows at which byte it stands. */
    final class BadRecordException extends Exception {
        private static final long serialVersionUID = 1;

        private final int record;
        private final String expected;
        private final String found;

        /**
         * A record that breaks a rule.
         *
         * @param record its index in the values handed to {@link #add}, or in the chunk placed
         */
        BadRecordException(int record, String expected, String found) {
            super(expected + ", found " + found, null, false, false);
            this.record = record;
            this.expected = expected;
            this.found = found;
        }

        int record() {
            return record;
        }

        String expected() {
            return expected;
        }

        String found() {
            return found;
        }
    }
}
