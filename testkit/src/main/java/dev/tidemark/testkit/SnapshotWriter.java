package dev.tidemark.testkit;

import dev.tidemark.testkit.SnapshotLayout.Extras;
import dev.tidemark.testkit.SnapshotLayout.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a heap as a V8 snapshot, byte for byte as V8's HeapSnapshotJSONSerializer would, or in one
 * of the other layouts. Streams: its memory does not depend on the size of the heap.
 */
final class SnapshotWriter {
    private static final int BUFFER = 1 << 16;

    /** More than any number or separator needs. */
    private static final int ROOM = 64;

    private static final byte[] COMMA = {','};

    private final V8Graph graph;
    private final SnapshotLayout layout;
    private final OutputStream out;
    private final byte[] lineEndBytes;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] digits = new byte[20];
    private int used;
    private boolean firstInTable;

    SnapshotWriter(V8Graph graph, SnapshotLayout layout, OutputStream out) {
        this.graph = graph;
        this.layout = layout;
        this.out = out;
        this.lineEndBytes = lineEnd().getBytes(StandardCharsets.US_ASCII);
    }

    void write() throws IOException {
        writeHeader();
        writeNodes();
        writeEdges();
        for (String empty : List.of("trace_function_infos", "trace_tree", "samples")) {
            open(empty);
            close("],");
        }
        writeLocations();
        if (layout.extras() == Extras.UNKNOWN_TABLES) {
            writeUnknownTables();
        }
        writeStrings();
        flush();
    }

    private void writeHeader() throws IOException {
        String header = "{\"snapshot\":" + meta() + ",";
        text(
                switch (layout.lines()) {
                    case RECORDS, RECORDS_CRLF, TABLES -> header + lineEnd();
                    case COMPACT -> header;
                    case PRETTY -> pretty(header).stripTrailing() + "\n";
                });
    }

    private String meta() {
        String extra = layout.extras() == Extras.NONE ? "" : ",\"extra_native_bytes\":0";
        return "{\"meta\":{\"node_fields\":"
                + quoted(layout.nodeFields())
                + ",\"node_types\":"
                + nodeTypes()
                + ",\"edge_fields\":"
                + quoted(layout.edgeFields())
                + ",\"edge_types\":"
                + edgeTypes()
                + ",\"trace_function_info_fields\":"
                + "[\"function_id\",\"name\",\"script_name\",\"script_id\",\"line\",\"column\"]"
                + ",\"trace_node_fields\":"
                + "[\"id\",\"function_info_index\",\"count\",\"size\",\"children\"]"
                + ",\"sample_fields\":[\"timestamp_us\",\"last_assigned_id\"]"
                + ",\"location_fields\":[\"object_index\",\"script_id\",\"line\",\"column\"]}"
                + ",\"node_count\":%d,\"edge_count\":%d,\"trace_function_count\":0%s}"
                        .formatted(graph.nodeCount(), graph.edgeCount(), extra);
    }

    private String nodeTypes() {
        String types = quoted(layout.nodeTypes().stream().map(V8NodeType::text).toList());
        return IntStream.range(0, layout.nodeFieldTypes())
                .mapToObj(i -> i == typePosition(layout.nodeFields()) ? types : fieldType(i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private String fieldType(int i) {
        boolean isName =
                i < layout.nodeFields().size() && layout.nodeFields().get(i).equals("name");
        return isName ? "\"string\"" : "\"number\"";
    }

    private String edgeTypes() {
        String types = quoted(layout.edgeTypes().stream().map(V8EdgeType::text).toList());
        return layout.edgeFields().stream()
                .map(field ->
                        switch (field) {
                            case "type" -> types;
                            case "name_or_index" -> "\"string_or_number\"";
                            case "to_node" -> "\"node\"";
                            default -> "\"number\"";
                        })
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static int typePosition(List<String> fields) {
        return fields.indexOf("type");
    }

    private static String quoted(List<String> names) {
        return names.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }

    private void writeNodes() throws IOException {
        int width = layout.nodeFields().size();
        int type = layout.nodeFields().indexOf("type");
        int name = layout.nodeFields().indexOf("name");
        int id = layout.nodeFields().indexOf("id");
        int selfSize = layout.nodeFields().indexOf("self_size");
        int edgeCount = layout.nodeFields().indexOf("edge_count");
        int detachedness = layout.nodeFields().indexOf("detachedness");
        Map<V8NodeType, Long> numberOfType = numbers(V8NodeType.class, layout.nodeTypes());
        long[] record = new long[width];
        open("nodes");
        for (int node = 0; node < graph.nodeCount(); node++) {
            record[type] = numberOfType.getOrDefault(graph.nodeType(node), 0L);
            record[name] = graph.nodeName(node);
            record[id] = graph.id(node);
            record[selfSize] = graph.selfSize(node);
            record[edgeCount] = graph.edgeCount(node);
            record[detachedness] = graph.detachedness(node);
            record(record);
        }
        close("],");
    }

    private void writeEdges() throws IOException {
        int type = layout.edgeFields().indexOf("type");
        int name = layout.edgeFields().indexOf("name_or_index");
        int target = layout.edgeFields().indexOf("to_node");
        long nodeWidth = layout.nodeFields().size();
        Map<V8EdgeType, Long> numberOfType = numbers(V8EdgeType.class, layout.edgeTypes());
        long[] record = new long[layout.edgeFields().size()];
        open("edges");
        for (int node = 0; node < graph.nodeCount(); node++) {
            int count = graph.edgeCount(node);
            for (int k = 0; k < count; k++) {
                record[type] = numberOfType.getOrDefault(graph.edgeType(node, k), 0L);
                record[name] = graph.edgeNameOrIndex(node, k);
                record[target] = graph.edgeTarget(node, k) * nodeWidth;
                record(record);
            }
        }
        close("],");
    }

    private void writeLocations() throws IOException {
        long nodeWidth = layout.nodeFields().size();
        int[] all = graph.locations();
        long[] record = new long[4];
        open("locations");
        for (int i = 0; i < all.length; i += 4) {
            record[0] = all[i] * nodeWidth;
            record[1] = all[i + 1];
            record[2] = all[i + 2];
            record[3] = all[i + 3];
            record(record);
        }
        close("],");
    }

    /** Things that stand in newer files: numbers, nested tables, strings with brackets. */
    private void writeUnknownTables() throws IOException {
        open("scopes");
        record(new long[] {3, 1, 4});
        record(new long[] {1, 5, 9});
        close("],");
        text("\"unheard_of\":{\"nested\":[[1,2],{\"a\":\"]}\\\"\"}],\"none\":null},");
        text(layout.lines() == Lines.COMPACT ? "" : lineEnd());
    }

    private void writeStrings() throws IOException {
        open("strings");
        for (String string : graph.strings()) {
            boolean first = firstInTable;
            firstInTable = false;
            text(
                    switch (layout.lines()) {
                        case RECORDS, RECORDS_CRLF -> first ? "" : "," + lineEnd();
                        case TABLES, COMPACT -> first ? "" : ",";
                        case PRETTY -> (first ? "" : ",") + "\n    ";
                    });
            quotedString(string);
        }
        close("]");
        text(layout.lines() == Lines.PRETTY ? "\n}" : "}");
    }

    private void quotedString(String string) throws IOException {
        text("\"");
        int length = string.length();
        for (int i = 0; i < length; i++) {
            char c = string.charAt(i);
            if (isRewritten() && c >= 128) {
                int end = Character.isHighSurrogate(c) && i + 1 < length ? i + 2 : i + 1;
                text(string.substring(i, end));
                i = end - 1;
            } else {
                text(escaped(c));
            }
        }
        text("\"");
    }

    private static String escaped(char c) {
        return switch (c) {
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> c > 31 && c < 128 ? String.valueOf(c) : "\\u%04X".formatted((int) c);
        };
    }

    private void open(String table) throws IOException {
        firstInTable = true;
        String indent = layout.lines() == Lines.PRETTY ? "  " : "";
        text(indent + "\"" + table + "\":" + space() + "[");
    }

    private void close(String end) throws IOException {
        switch (layout.lines()) {
            case RECORDS, RECORDS_CRLF -> {
                boolean isLast = end.equals("]");
                boolean isEmpty = firstInTable;
                text((isEmpty || isLast ? "" : lineEnd()) + end + (isLast ? "" : lineEnd()));
            }
            case TABLES -> text(end.equals("]") ? end : end + "\n");
            case COMPACT -> text(end);
            case PRETTY -> text((firstInTable ? "" : "\n  ") + end + (end.equals("]") ? "" : "\n"));
        }
    }

    private void record(long[] values) throws IOException {
        boolean first = firstInTable;
        firstInTable = false;
        if (!first && isRecordALine()) {
            put(lineEndBytes);
        }
        for (int i = 0; i < values.length; i++) {
            if (!first || i > 0) {
                put(COMMA);
            }
            if (layout.lines() == Lines.PRETTY) {
                text("\n    ");
            }
            number(values[i]);
        }
    }

    private boolean isRecordALine() {
        return layout.lines() == Lines.RECORDS || layout.lines() == Lines.RECORDS_CRLF;
    }

    private boolean isRewritten() {
        return layout.lines() == Lines.COMPACT || layout.lines() == Lines.PRETTY;
    }

    private String lineEnd() {
        return layout.lines() == Lines.RECORDS_CRLF ? "\r\n" : "\n";
    }

    /** The JSON with two spaces a level, as far as it goes: it may end in the middle. */
    private static String pretty(String json) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean inString = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            inString ^= c == '"';
            if (!inString && (c == ']' || c == '}')) {
                out.append('\n').append("  ".repeat(--depth));
            }
            out.append(c);
            if (!inString && c == ':') {
                out.append(' ');
            } else if (!inString && (c == '[' || c == '{')) {
                out.append('\n').append("  ".repeat(++depth));
            } else if (!inString && c == ',') {
                out.append('\n').append("  ".repeat(depth));
            }
        }
        return out.toString();
    }

    private String space() {
        return layout.lines() == Lines.PRETTY ? " " : "";
    }

    private void number(long value) throws IOException {
        if (value < 0) {
            throw new IllegalStateException("expected no negative number, got " + value);
        }
        int start = digits.length;
        long rest = value;
        do {
            digits[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        int length = digits.length - start;
        room(length);
        System.arraycopy(digits, start, buffer, used, length);
        used += length;
    }

    private void text(String text) throws IOException {
        put(text.getBytes(StandardCharsets.UTF_8));
    }

    private void put(byte[] bytes) throws IOException {
        if (bytes.length > BUFFER - ROOM) {
            flush();
            out.write(bytes);
            return;
        }
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, used, bytes.length);
        used += bytes.length;
    }

    private void room(int needed) throws IOException {
        if (BUFFER - used < needed) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    private static <E extends Enum<E>> Map<E, Long> numbers(Class<E> type, List<E> order) {
        Map<E, Long> numbers = new EnumMap<>(type);
        for (E constant : order) {
            numbers.put(constant, (long) numbers.size());
        }
        return numbers;
    }
}
