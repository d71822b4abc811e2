package dev.tidemark.bench;

import io.airlift.compress.v3.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request of Prometheus' remote write 1.0, put together sample by sample. Not thread-safe. */
final class RemoteWriteRequest {
    private static final int LABEL = 1;
    private static final int SAMPLE = 2;
    private static final int SERIES = 1;

    private final SnappyCompressor snappy = SnappyCompressor.create();
    private ByteBuffer message = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private int samples;

    /**
     * The labels of a series, as each of its samples is sent with.
     *
     * @param namesAndValues in turn; {@code __name__} is the metric
     */
    static byte[] labels(String... namesAndValues) {
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ByteArrayOutputStream label = new ByteArrayOutputStream();
            field(label, 1, namesAndValues[i].getBytes(StandardCharsets.UTF_8));
            field(label, 2, namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8));
            field(labels, LABEL, label.toByteArray());
        }
        return labels.toByteArray();
    }

    /**
     * Adds a sample; the sender must not be what a monitor is measured by, so no object is made.
     */
    void add(byte[] labels, long epochMillis, double value) {
        int sample = 1 + Double.BYTES + 1 + varintBytes(epochMillis);
        int series = labels.length + 2 + sample;
        room(series + 8);
        message.put((byte) (SERIES << 3 | 2));
        varint(message, series);
        message.put(labels).put((byte) (SAMPLE << 3 | 2)).put((byte) sample);
        message.put((byte) (1 << 3 | 1)).putDouble(value).put((byte) (2 << 3));
        varint(message, epochMillis);
        samples++;
    }

    private void room(int bytes) {
        if (message.remaining() < bytes) {
            ByteBuffer larger = ByteBuffer.allocate(2 * message.capacity() + bytes);
            message = larger.order(ByteOrder.LITTLE_ENDIAN).put(message.flip());
        }
    }

    /** How many samples are in it. */
    int samples() {
        return samples;
    }

    /** What is sent; it is empty afterwards. */
    byte[] packed() {
        byte[] plain = Arrays.copyOf(message.array(), message.position());
        message.clear();
        samples = 0;
        return packed(plain);
    }

    /** Anything, packed as a request is. */
    byte[] packed(byte[] plain) {
        byte[] packed = new byte[snappy.maxCompressedLength(plain.length)];
        int size = snappy.compress(plain, 0, plain.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, size);
    }

    private static void field(ByteArrayOutputStream to, int number, byte[] bytes) {
        to.write((number << 3) | 2);
        varint(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(10);
        varint(bytes, value);
        to.write(bytes.array(), 0, bytes.position());
    }

    private static void varint(ByteBuffer to, long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            to.put((byte) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        to.put((byte) left);
    }

    private static int varintBytes(long value) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
    }
}
