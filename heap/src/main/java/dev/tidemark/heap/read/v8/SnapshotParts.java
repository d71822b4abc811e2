package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where in the file the members of a snapshot are, found without reading all of their numbers. */
final class SnapshotParts {
    private static final long ONES = 0x0101010101010101L;
    private static final long BRACKETS = ONES * ']';
    private static final long HIGH_BITS = ONES << 7;

    private final SnapshotBytes bytes;
    private final Layout layout;
    private final Map<String, Part> parts;

    private SnapshotParts(SnapshotBytes bytes, Layout layout, Map<String, Part> parts) {
        this.bytes = bytes;
        this.layout = layout;
        this.parts = parts;
    }

    /**
     * A member's value.
     *
     * @param start offset of its first byte
     * @param end offset behind its last byte
     */
    record Part(long start, long end) {}

    static SnapshotParts find(SnapshotBytes bytes) throws SnapshotFormatException {
        JsonCursor json = new JsonCursor(bytes, 0);
        Map<String, Part> parts = new LinkedHashMap<>();
        Layout layout = null;
        json.expect('{');
        do {
            json.peek();
            long name = json.position();
            String key = json.string();
            json.expect(':');
            json.peek();
            long start = json.position();
            switch (key) {
                case "snapshot" -> layout = Layout.read(json, bytes);
                case "nodes", "edges", "trace_function_infos", "samples", "locations" ->
                        skipNumbers(json, bytes);
                default -> json.skipValue();
            }
            if (parts.put(key, new Part(start, json.position())) != null) {
                throw problem(bytes, name, "each member of the snapshot once", "\"" + key + "\"");
            }
        } while (json.skip(','));
        json.expect('}');
        for (String key : new String[] {"snapshot", "nodes", "edges", "strings"}) {
            if (!parts.containsKey(key)) {
                throw problem(bytes, 0, "a member \"" + key + "\"", "none");
            }
        }
        if (layout == null) {
            throw new IllegalStateException("a head is there");
        }
        return new SnapshotParts(bytes, layout, parts);
    }

    private static SnapshotFormatException problem(
            SnapshotBytes bytes, long offset, String expected, String found) {
        return bytes.problem(
                offset, expected, found, "This is not a V8 heap snapshot, or it is damaged.");
    }

    /** Numbers have no brackets among them, so eight bytes can be looked at at once. */
    private static void skipNumbers(JsonCursor json, SnapshotBytes bytes)
            throws SnapshotFormatException {
        json.expect('[');
        long at = json.position();
        while (at + Long.BYTES <= bytes.size() && !hasBracket(bytes.word(at))) {
            at += Long.BYTES;
        }
        while (at < bytes.size() && bytes.at(at) != ']') {
            at++;
        }
        json.moveTo(at);
        json.expect(']');
    }

    private static boolean hasBracket(long word) {
        long other = word ^ BRACKETS;
        return ((other - ONES) & ~other & HIGH_BITS) != 0;
    }

    Layout layout() {
        return layout;
    }

    /** The members by name, in the order of the file. */
    Map<String, Part> all() {
        return parts;
    }

    /** The numbers of a member; none if the file lacks it. */
    NumberReader numbers(String key) {
        Part part = parts.get(key);
        // Without the member: the end of any array.
        long from = part == null ? require("nodes").end() - 1 : part.start() + 1;
        return new NumberReader(bytes, from);
    }

    Part require(String key) {
        Part part = parts.get(key);
        if (part == null) {
            throw new IllegalArgumentException("no member " + key);
        }
        return part;
    }
}
