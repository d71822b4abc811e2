package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.read.SnapshotFormatException;
import dev.tidemark.heap.read.file.SnapshotBytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the {@code snapshot} head of a file says about the rest: which number means what. Versions
 * of V8 differ here, so nothing is assumed.
 *
 * @param functionFields what is told of a function in which objects were made; may be empty
 * @param countsOffset where the head starts, for messages about its counts
 */
record Layout(
        NodeFields node,
        EdgeFields edge,
        LocationFields location,
        List<String> nodeTypes,
        List<String> edgeTypes,
        List<String> functionFields,
        long nodeCount,
        long edgeCount,
        long rootIndex,
        long countsOffset) {

    /** Positions of the fields in a node; those that may be missing are -1 then. */
    record NodeFields(
            int width, int type, int name, int id, int selfSize, int edgeCount, int detachedness) {}

    /** Positions of the fields in an edge. */
    record EdgeFields(int width, int type, int nameOrIndex, int toNode) {}

    /** Positions of the fields in a location; the width is 0 when there are no locations. */
    record LocationFields(int width, int objectIndex, int scriptId, int line, int column) {}

    /** The number of a type is kept in a byte; V8 has 16. */
    private static final int MAX_TYPES = Byte.MAX_VALUE + 1;

    private static final Map<String, ObjectKind> OBJECT_KINDS =
            Map.ofEntries(
                    Map.entry("hidden", ObjectKind.HIDDEN),
                    Map.entry("array", ObjectKind.ARRAY),
                    Map.entry("string", ObjectKind.STRING),
                    Map.entry("object", ObjectKind.OBJECT),
                    Map.entry("code", ObjectKind.CODE),
                    Map.entry("closure", ObjectKind.CLOSURE),
                    Map.entry("regexp", ObjectKind.REGEXP),
                    Map.entry("number", ObjectKind.NUMBER),
                    Map.entry("native", ObjectKind.NATIVE),
                    Map.entry("synthetic", ObjectKind.SYNTHETIC),
                    Map.entry("concatenated string", ObjectKind.CONCATENATED_STRING),
                    Map.entry("sliced string", ObjectKind.SLICED_STRING),
                    Map.entry("symbol", ObjectKind.SYMBOL),
                    Map.entry("bigint", ObjectKind.BIGINT),
                    Map.entry("object shape", ObjectKind.SHAPE));

    private static final Map<String, ReferenceKind> REFERENCE_KINDS =
            Map.of(
                    "context", ReferenceKind.CONTEXT,
                    "element", ReferenceKind.ELEMENT,
                    "property", ReferenceKind.PROPERTY,
                    "internal", ReferenceKind.INTERNAL,
                    "hidden", ReferenceKind.HIDDEN,
                    "shortcut", ReferenceKind.SHORTCUT,
                    "weak", ReferenceKind.WEAK);

    /** What the numbers in the type field of nodes stand for. */
    ObjectKind[] objectKinds() {
        return nodeTypes.stream()
                .map(name -> OBJECT_KINDS.getOrDefault(name, ObjectKind.OTHER))
                .toArray(ObjectKind[]::new);
    }

    /** What the numbers in the type field of edges stand for. */
    ReferenceKind[] referenceKinds() {
        return edgeTypes.stream()
                .map(name -> REFERENCE_KINDS.getOrDefault(name, ReferenceKind.OTHER))
                .toArray(ReferenceKind[]::new);
    }

    /** Reads the value of the key {@code snapshot}, at which the cursor stands. */
    static Layout read(JsonCursor json, SnapshotBytes bytes) throws SnapshotFormatException {
        return new Reader(json, bytes).read();
    }

    private static final class Reader {
        private final JsonCursor json;
        private final SnapshotBytes bytes;
        private final long start;
        private final Map<String, List<String>> fields = new HashMap<>();
        private final Map<String, Long> counts = new HashMap<>();

        Reader(JsonCursor json, SnapshotBytes bytes) {
            this.json = json;
            this.bytes = bytes;
            this.start = json.position();
        }

        Layout read() throws SnapshotFormatException {
            members(this::headMember);
            List<String> node = require("node_fields");
            List<String> edge = require("edge_fields");
            List<String> location = fields.getOrDefault("location_fields", List.of());
            return new Layout(
                    new NodeFields(
                            node.size(),
                            position(node, "type"),
                            position(node, "name"),
                            position(node, "id"),
                            position(node, "self_size"),
                            position(node, "edge_count"),
                            node.indexOf("detachedness")),
                    new EdgeFields(
                            edge.size(),
                            position(edge, "type"),
                            position(edge, "name_or_index"),
                            position(edge, "to_node")),
                    locationFields(location),
                    requireTypes("node_types"),
                    requireTypes("edge_types"),
                    fields.getOrDefault("trace_function_info_fields", List.of()),
                    requireCount("node_count"),
                    requireCount("edge_count"),
                    counts.getOrDefault("root_index", 0L),
                    start);
        }

        private void headMember(String key) throws SnapshotFormatException {
            switch (key) {
                case "meta" -> members(this::metaMember);
                case "node_count", "edge_count", "root_index" -> counts.put(key, json.number());
                default -> json.skipValue();
            }
        }

        private void metaMember(String key) throws SnapshotFormatException {
            switch (key) {
                case "node_fields",
                        "edge_fields",
                        "location_fields",
                        "trace_function_info_fields" ->
                        fields.put(key, json.strings());
                case "node_types", "edge_types" -> fields.put(key, typeNames());
                default -> json.skipValue();
            }
        }

        /**
         * One entry a field, of which the type's alone is a list: {@code [["hidden", "array", ...],
         * "string", ...]}.
         */
        private List<String> typeNames() throws SnapshotFormatException {
            List<String> names = List.of();
            json.expect('[');
            do {
                if (json.peek() == '[' && names.isEmpty()) {
                    names = json.strings();
                } else {
                    json.skipValue();
                }
            } while (json.skip(','));
            json.expect(']');
            return names;
        }

        private void members(Member member) throws SnapshotFormatException {
            json.expect('{');
            if (json.skip('}')) {
                return;
            }
            do {
                json.peek();
                String key = json.string();
                json.expect(':');
                member.read(key);
            } while (json.skip(','));
            json.expect('}');
        }

        private List<String> require(String key) throws SnapshotFormatException {
            List<String> value = fields.get(key);
            if (value == null || value.isEmpty()) {
                throw missing("\"" + key + "\" in the head of the snapshot");
            }
            return value;
        }

        private List<String> requireTypes(String key) throws SnapshotFormatException {
            List<String> types = require(key);
            if (types.size() > MAX_TYPES) {
                throw bytes.problem(
                        start,
                        "at most %d %s".formatted(MAX_TYPES, key),
                        Integer.toString(types.size()),
                        "The snapshot is damaged: take it again.");
            }
            return types;
        }

        private long requireCount(String key) throws SnapshotFormatException {
            Long value = counts.get(key);
            if (value == null) {
                throw missing("\"" + key + "\" in the head of the snapshot");
            }
            return value;
        }

        private int position(List<String> names, String name) throws SnapshotFormatException {
            int index = names.indexOf(name);
            if (index < 0) {
                throw missing("a field \"" + name + "\" among " + names);
            }
            return index;
        }

        private LocationFields locationFields(List<String> names) throws SnapshotFormatException {
            if (names.isEmpty()) {
                return new LocationFields(0, -1, -1, -1, -1);
            }
            return new LocationFields(
                    names.size(),
                    position(names, "object_index"),
                    position(names, "script_id"),
                    position(names, "line"),
                    position(names, "column"));
        }

        private SnapshotFormatException missing(String what) {
            return bytes.problem(
                    start,
                    what,
                    "none",
                    "This is not a V8 heap snapshot, or one of a version that Tidemark does not"
                            + " know.");
        }
    }

    private interface Member {
        void read(String key) throws SnapshotFormatException;
    }
}
