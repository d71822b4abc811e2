package dev.tidemark.monitor.store;

/**
 * Readings of one process over some time, as they lie in the database.
 *
 * @param fromMillis time of its first frame
 * @param toMillis time of its last frame
 * @param data frames, packed
 */
@SuppressWarnings("ArrayRecordComponent") // read or written once, never compared
record Chunk(int process, Tier tier, long fromMillis, long toMillis, byte[] data) {
    /** Its frames, checked. */
    FrameReader frames() throws DamagedDataException {
        return FrameReader.of(Packed.unpack(data), tier);
    }
}
