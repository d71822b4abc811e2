package dev.tidemark.monitor.store;

/**
 * What a row of the journal holds.
 *
 * @param segment its number
 * @param row counted within the segment, from 0
 * @param processes whose readings are in it, rising
 * @param ends by place in {@code processes}: how many bytes of the process are in the journal with
 *     this row
 * @param readings of the segment that are in the journal with this row, or were restored from it
 * @param bytes for each process: how much higher its number is than the one before, how many bytes
 *     follow, and these
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Unsaved(int segment, int row, int[] processes, int[] ends, long readings, byte[] bytes) {}
