package dev.tidemark.monitor.store;

import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Bytes as they lie in the database: what they are packed with, their length and checksum, and then
 * themselves, deflated where that makes them smaller. Not thread-safe, for it holds a deflater.
 */
final class Packed implements AutoCloseable {
    private static final int PLAIN = 0;
    private static final int DEFLATED = 1;

    /** Level 6 takes three times the time for a seventh less. */
    private static final int LEVEL = Deflater.BEST_SPEED;

    /** No row is larger: a length beyond it is damage, and no reason to ask for memory. */
    private static final int MOST_BYTES = 1 << 30;

    private final Deflater deflater = new Deflater(LEVEL, true);

    byte[] pack(byte[] plain) {
        byte[] deflated = deflated(plain);
        boolean smaller = deflated.length < plain.length;
        ByteWriter out = new ByteWriter();
        out.varint(smaller ? DEFLATED : PLAIN);
        out.varint(plain.length);
        out.varint(checksum(plain));
        byte[] content = smaller ? deflated : plain;
        out.add(content, 0, content.length);
        return out.toBytes();
    }

    /** All frames of a process as a chunk. */
    Chunk chunk(int process, Tier tier, FrameWriter frames) {
        return new Chunk(
                process, tier, frames.firstMillis(), frames.lastMillis(), pack(frames.toBytes()));
    }

    /** The bytes that were packed, whole and checked. */
    static ByteReader unpack(byte[] packed) throws DamagedDataException {
        ByteReader in = new ByteReader(packed);
        long kind = in.varint();
        long length = in.varint();
        long checksum = in.varint();
        if (kind > DEFLATED || length > MOST_BYTES) {
            throw new DamagedDataException(
                    "packed readings", "kind %d, %d B".formatted(kind, length));
        }
        byte[] plain = kind == DEFLATED ? inflated(in.rest(), (int) length) : in.rest();
        if (plain.length != length || checksum(plain) != checksum) {
            throw new DamagedDataException("%d B with their checksum".formatted(length), "others");
        }
        return new ByteReader(plain);
    }

    @Override
    public void close() {
        deflater.end();
    }

    private byte[] deflated(byte[] plain) {
        deflater.reset();
        deflater.setInput(plain);
        deflater.finish();
        byte[] out = new byte[plain.length + 16];
        int length = deflater.deflate(out);
        // What does not fit is no smaller, and not taken.
        return deflater.finished() ? Arrays.copyOf(out, length) : out;
    }

    private static byte[] inflated(byte[] deflated, int length) throws DamagedDataException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] plain = new byte[length];
            int done = 0;
            while (done < length) {
                int more = inflater.inflate(plain, done, length - done);
                if (more == 0) {
                    throw new DamagedDataException(length + " B", done + " B");
                }
                done += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new DamagedDataException("deflated readings", String.valueOf(e.getMessage()));
        } finally {
            inflater.end();
        }
    }

    private static long checksum(byte[] plain) {
        CRC32C sum = new CRC32C();
        sum.update(plain, 0, plain.length);
        return sum.getValue();
    }
}
