package dev.tidemark.monitor.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes labels as the messages of remote write 1.0 hold them, and the parts of such messages. */
final class LabelBytes {
    private static final int FIRST = 1 << 3 | 2;
    private static final int SECOND = 2 << 3 | 2;

    private LabelBytes() {}

    /**
     * @param labels names and values in turn
     */
    static byte[] of(List<String> labels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < labels.size(); i += 2) {
            ByteArrayOutputStream label = new ByteArrayOutputStream();
            block(label, FIRST, labels.get(i).getBytes(StandardCharsets.UTF_8));
            block(label, SECOND, labels.get(i + 1).getBytes(StandardCharsets.UTF_8));
            block(out, FIRST, label.toByteArray());
        }
        return out.toByteArray();
    }

    static void block(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        varint(out, content.length);
        out.writeBytes(content);
    }

    static void varint(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest >= 0x80) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
