package dev.tidemark.monitor.ingest;

import com.google.protobuf.CodedOutputStream;
import io.airlift.compress.v3.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes messages of remote write, by protobuf's own writer. */
final class RemoteWrite {
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    /**
     * @param labels names and values in turn
     */
    RemoteWrite series(List<String> labels, long millis, double... values) {
        try {
            byte[] series = seriesBytes(labels, millis, values);
            CodedOutputStream out = CodedOutputStream.newInstance(message);
            out.writeByteArray(1, series);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RemoteWrite one(String metric, String instance, long millis, double value) {
        return series(
                List.of("__name__", metric, "instance", instance, "job", "shop"), millis, value);
    }

    private static byte[] seriesBytes(List<String> labels, long millis, double... values)
            throws IOException {
        ByteArrayOutputStream series = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(series);
        for (int i = 0; i < labels.size(); i += 2) {
            ByteArrayOutputStream label = new ByteArrayOutputStream();
            CodedOutputStream inner = CodedOutputStream.newInstance(label);
            inner.writeString(1, labels.get(i));
            inner.writeString(2, labels.get(i + 1));
            inner.flush();
            out.writeByteArray(1, label.toByteArray());
        }
        samples(out, millis, values);
        out.flush();
        return series.toByteArray();
    }

    private static void samples(CodedOutputStream out, long millis, double... values)
            throws IOException {
        for (int i = 0; i < values.length; i++) {
            ByteArrayOutputStream sample = new ByteArrayOutputStream();
            CodedOutputStream inner = CodedOutputStream.newInstance(sample);
            inner.writeDouble(1, values[i]);
            inner.writeInt64(2, millis + 15_000L * i);
            inner.flush();
            out.writeByteArray(2, sample.toByteArray());
        }
    }

    /** One series as version 2.0 writes it. */
    static byte[] second(List<String> labels, long millis, double value) {
        try {
            List<String> symbols = new ArrayList<>(List.of(""));
            symbols.addAll(labels);
            ByteArrayOutputStream refs = new ByteArrayOutputStream();
            CodedOutputStream packed = CodedOutputStream.newInstance(refs);
            for (int i = 1; i < symbols.size(); i++) {
                packed.writeUInt32NoTag(i);
            }
            packed.flush();
            ByteArrayOutputStream series = new ByteArrayOutputStream();
            CodedOutputStream of = CodedOutputStream.newInstance(series);
            of.writeByteArray(1, refs.toByteArray());
            samples(of, millis, value);
            of.flush();
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(request);
            for (String symbol : symbols) {
                out.writeString(4, symbol);
            }
            out.writeByteArray(5, series.toByteArray());
            out.flush();
            return request.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] message() {
        return message.toByteArray();
    }

    byte[] packed() {
        return packed(message());
    }

    static byte[] packed(byte[] bytes) {
        SnappyCompressor snappy = SnappyCompressor.create();
        byte[] packed = new byte[snappy.maxCompressedLength(bytes.length)];
        int length = snappy.compress(bytes, 0, bytes.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, length);
    }
}
