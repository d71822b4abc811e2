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
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
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

    void add(byte[] labels, long epochMillis, double value) {
        ByteArrayOutputStream sample = new ByteArrayOutputStream(20);
        sample.write((1 << 3) | 1);
        sample.writeBytes(
                ByteBuffer.allocate(Double.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putDouble(value)
                        .array());
        sample.write(2 << 3);
        varint(sample, epochMillis);
        ByteArrayOutputStream series = new ByteArrayOutputStream(labels.length + 24);
        series.writeBytes(labels);
        field(series, SAMPLE, sample.toByteArray());
        field(message, SERIES, series.toByteArray());
        samples++;
    }

    /** How many samples are in it. */
    int samples() {
        return samples;
    }

    /** What is sent; it is empty afterwards. */
    byte[] packed() {
        byte[] plain = message.toByteArray();
        message.reset();
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
        long left = value;
        while ((left & ~0x7fL) != 0) {
            to.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        to.write((int) left);
    }
}
