package dev.tidemark.monitor.store;

/** Reads what {@link ByteWriter} wrote. Not thread-safe. */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private ByteReader(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    boolean hasMore() {
        return position < end;
    }

    long varint() throws DamagedDataException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = next();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new DamagedDataException("a number of at most 10 bytes", "more");
    }

    long fixed() throws DamagedDataException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (next() & 0xFFL) << shift;
        }
        return value;
    }

    /** The next bytes as a reader of their own. */
    ByteReader part(long length) throws DamagedDataException {
        if (length < 0 || length > end - position) {
            throw new DamagedDataException(length + " bytes", (end - position) + " left");
        }
        int start = position;
        position += (int) length;
        return new ByteReader(bytes, start, position);
    }

    /** What is left, as an array of its own. */
    byte[] rest() {
        byte[] rest = new byte[end - position];
        System.arraycopy(bytes, position, rest, 0, rest.length);
        position = end;
        return rest;
    }

    private byte next() throws DamagedDataException {
        if (position == end) {
            throw new DamagedDataException("one more byte", "the end");
        }
        return bytes[position++];
    }
}
