package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.file.RecordCopy;
import dev.tidemark.heap.read.file.SnapshotBytes;
import dev.tidemark.heap.redact.RedactedCounts;
import dev.tidemark.heap.redact.Scrambler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes the table of strings of a redacted snapshot: names, and words in the place of contents.
 */
final class RedactedStrings {
    /** What stands for a text has as many characters, but not more than these. */
    private static final int LONGEST_WORD = 64;

    private final SnapshotBytes bytes;
    private final StringUses strings;
    private final Scrambler scrambler;
    private final RecordCopy copy;
    private byte[] text = new byte[1 << 12];
    private long replaced;
    private long replacedBytes;
    private long kept;
    private long names;

    RedactedStrings(SnapshotBytes bytes, StringUses strings, Scrambler scrambler, RecordCopy copy) {
        this.bytes = bytes;
        this.strings = strings;
        this.scrambler = scrambler;
        this.copy = copy;
    }

    void write(SnapshotParts.Part part) throws IOException {
        copy.text("[");
        writeEach(part, true);
        writeEach(part, false);
        copy.text("]");
    }

    /**
     * Writes the strings.
     *
     * @param first whether each in its place; else those that have a second one there
     */
    private void writeEach(SnapshotParts.Part part, boolean first) throws IOException {
        JsonCursor json = new JsonCursor(bytes, part.start());
        json.expect('[');
        for (int string = 0; string < strings.count(); string++) {
            if (string > 0) {
                json.expect(',');
            }
            json.peek();
            long start = json.position();
            json.skipString();
            boolean isSecond = strings.replacement(string) != string;
            if (first) {
                copy.text(string == 0 ? "\n" : ",\n");
                write(string, start, json.position());
            } else if (isSecond) {
                copy.text(",\n");
                writeReplacement(start + 1, json.position() - 1);
            }
        }
    }

    private void write(int string, long start, long end) throws IOException {
        if (strings.is(string, StringUses.KEPT)) {
            kept++;
            writeShape(start, end);
        } else {
            writeReplacement(start + 1, end - 1);
        }
    }

    private void writeShape(long start, long end) throws IOException {
        String name = new JsonCursor(bytes, start).string();
        String shape = ShapeTexts.of(name);
        if (shape.equals(name)) {
            copy.copyAll(start, end);
        } else {
            names++;
            copy.bytes(quoted(shape));
        }
    }

    private static byte[] quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }

    private void writeReplacement(long start, long end) throws IOException {
        int length = (int) Math.min(end - start, 1 << 20);
        replaced++;
        replacedBytes += end - start;
        if (length > text.length) {
            text = new byte[Math.max(length, 2 * text.length)];
        }
        bytes.copy(start, text, length);
        String word = scrambler.word(text, length);
        byte[] quoted = new byte[Math.clamp(length, word.length(), LONGEST_WORD) + 2];
        Arrays.fill(quoted, (byte) '.');
        byte[] letters = word.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(letters, 0, quoted, 1, letters.length);
        quoted[0] = '"';
        quoted[quoted.length - 1] = '"';
        copy.bytes(quoted);
    }

    RedactedCounts counts(long objects) {
        return new RedactedCounts(objects, replaced, replacedBytes, 0, 0, 0, names, 0, kept, 0);
    }
}
