package dev.tidemark.monitor.ingest;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes messages of OpenTelemetry's metrics, by protobuf's own writer. */
final class Otlp {
    private Otlp() {}

    interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] message(Content content) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            content.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request of one resource. */
    static byte[] request(Map<String, String> resource, byte[]... metrics) {
        byte[] scope =
                message(out -> {
                    for (byte[] metric : metrics) {
                        out.writeByteArray(2, metric);
                    }
                });
        byte[] described = message(out -> attributes(out, 1, resource));
        byte[] all =
                message(out -> {
                    // Behind the metrics, as a writer may order its fields.
                    out.writeByteArray(2, scope);
                    out.writeByteArray(1, described);
                });
        return message(out -> out.writeByteArray(1, all));
    }

    private static void attributes(CodedOutputStream out, int field, Map<String, String> attributes)
            throws IOException {
        for (Map.Entry<String, String> each : attributes.entrySet()) {
            byte[] value = message(any -> any.writeString(1, each.getValue()));
            out.writeByteArray(
                    field,
                    message(pair -> {
                        pair.writeString(1, each.getKey());
                        pair.writeByteArray(2, value);
                    }));
        }
    }

    static byte[] gauge(
            String name, String unit, Map<String, String> labels, long millis, double v) {
        byte[] point =
                message(out -> {
                    out.writeFixed64(3, millis * 1_000_000);
                    out.writeDouble(4, v);
                    attributes(out, 7, labels);
                });
        return metric(name, unit, 5, message(out -> out.writeByteArray(1, point)));
    }

    static byte[] sum(String name, int temporality, long millis, long value) {
        byte[] point =
                message(out -> {
                    out.writeFixed64(3, millis * 1_000_000);
                    out.writeSFixed64(6, value);
                });
        return metric(
                name,
                "By",
                7,
                message(out -> {
                    out.writeByteArray(1, point);
                    out.writeEnum(2, temporality);
                    out.writeBool(3, true);
                }));
    }

    /** A histogram whose bounds begin with a byte that could be an attribute's tag. */
    static byte[] histogram(
            String name, int temporality, Map<String, String> labels, long millis, long count) {
        byte[] point =
                message(out -> {
                    out.writeFixed64(3, millis * 1_000_000);
                    out.writeFixed64(4, count);
                    out.writeByteArray(7, new byte[] {0x0a, 0x7f, 1, 2, 3, 4, 5, 6});
                    attributes(out, 9, labels);
                });
        return metric(
                name,
                "s",
                9,
                message(out -> {
                    out.writeByteArray(1, point);
                    out.writeEnum(2, temporality);
                }));
    }

    private static byte[] metric(String name, String unit, int field, byte[] data) {
        return message(out -> {
            out.writeString(1, name);
            out.writeString(3, unit);
            out.writeByteArray(field, data);
        });
    }
}
