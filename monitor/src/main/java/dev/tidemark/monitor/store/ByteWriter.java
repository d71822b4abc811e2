package dev.tidemark.monitor.store;

import java.util.Arrays;

/** Bytes that grow at their end. Not thread-safe. */
final class ByteWriter {
    private static final int INITIAL = 64;

    private byte[] bytes;
    private int size;

    ByteWriter() {
        bytes = new byte[INITIAL];
    }

    /** Bytes in it. */
    int size() {
        return size;
    }

    /** Bytes of memory that it takes. */
    int capacity() {
        return bytes.length;
    }

    /** Seven bits a byte, the lowest first; at most ten bytes. */
    void varint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Eight bytes, the lowest first. */
    void fixed(long value) {
        ensure(8);
        for (int shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    void add(byte[] from, int start, int length) {
        ensure(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
    }

    /** Adds what another one holds from a place on. */
    void add(ByteWriter from, int start, int end) {
        add(from.bytes, start, end - start);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            // By half: there is one of these for each process, and what is not used is lost.
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 3 / 2));
        }
    }
}
