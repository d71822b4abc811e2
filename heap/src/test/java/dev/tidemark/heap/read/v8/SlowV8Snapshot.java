package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A V8 heap snapshot read the plain way: the whole file as a JSON tree, then one step after the
 * other as the format describes itself. Slow and large; it is what the fast reader is compared
 * with, and so shares no code with it. What Chrome DevTools derives from a file is in {@link
 * SlowRules} and {@link SlowTypes}.
 */
public final class SlowV8Snapshot implements HeapGraph {
    /** A node as the file has it; {@code kindName} is V8's word. */
    record Node(
            ObjectKind kind,
            String kindName,
            String name,
            long id,
            long size,
            int edges,
            int detachedness) {}

    record Edge(ReferenceKind kind, String name, int target) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Integer> firstEdge = new ArrayList<>();
    private final Map<Integer, ScriptPosition> positions = new HashMap<>();
    private final Map<SlowTypes.Key, Integer> types = new LinkedHashMap<>();
    private final List<Integer> typeOf = new ArrayList<>();
    private final int root;
    private final SlowRules rules;

    private SlowV8Snapshot(JsonNode file) {
        JsonNode meta = file.get("snapshot").get("meta");
        readNodes(file, meta);
        readEdges(file, meta);
        readLocations(file, meta);
        root = file.get("snapshot").path("root_index").asInt(0) / meta.get("node_fields").size();
        rules = new SlowRules(this);
        SlowTypes slowTypes = new SlowTypes(this);
        for (int object = 0; object < nodes.size(); object++) {
            SlowTypes.Key key = slowTypes.keyOf(object);
            typeOf.add(types.computeIfAbsent(key, _ -> types.size()));
        }
    }

    /** Reads a snapshot that fits in memory several times over. */
    public static SlowV8Snapshot open(Path file) throws IOException {
        return new SlowV8Snapshot(new ObjectMapper().readTree(file.toFile()));
    }

    private void readNodes(JsonNode file, JsonNode meta) {
        Fields fields = new Fields(meta.get("node_fields"));
        JsonNode typeNames = meta.get("node_types").get(fields.of("type"));
        JsonNode numbers = file.get("nodes");
        int edgesSoFar = 0;
        for (int at = 0; at < numbers.size(); at += fields.count) {
            int edgeCount = fields.in(numbers, at, "edge_count");
            nodes.add(
                    new Node(
                            objectKind(typeNames.get(fields.in(numbers, at, "type")).asString()),
                            typeNames.get(fields.in(numbers, at, "type")).asString(),
                            file.get("strings").get(fields.in(numbers, at, "name")).asString(),
                            numbers.get(at + fields.of("id")).asLong(),
                            numbers.get(at + fields.of("self_size")).asLong(),
                            edgeCount,
                            fields.names.contains("detachedness")
                                    ? fields.in(numbers, at, "detachedness")
                                    : 0));
            firstEdge.add(edgesSoFar);
            edgesSoFar += edgeCount;
        }
        firstEdge.add(edgesSoFar);
    }

    private void readEdges(JsonNode file, JsonNode meta) {
        Fields fields = new Fields(meta.get("edge_fields"));
        int nodeFields = meta.get("node_fields").size();
        JsonNode typeNames = meta.get("edge_types").get(fields.of("type"));
        JsonNode numbers = file.get("edges");
        int at = 0;
        for (int from = 0; from < nodes.size(); from++) {
            for (int k = 0; k < nodes.get(from).edges(); k++, at += fields.count) {
                ReferenceKind kind =
                        referenceKind(typeNames.get(fields.in(numbers, at, "type")).asString());
                int nameOrIndex = fields.in(numbers, at, "name_or_index");
                boolean numbered = kind == ReferenceKind.ELEMENT || kind == ReferenceKind.HIDDEN;
                String name =
                        numbered
                                ? Integer.toString(nameOrIndex)
                                : file.get("strings").get(nameOrIndex).asString();
                int target = fields.in(numbers, at, "to_node") / nodeFields;
                edges.add(new Edge(kind, name, target));
            }
        }
    }

    private void readLocations(JsonNode file, JsonNode meta) {
        Fields fields = new Fields(meta.get("location_fields"));
        int nodeFields = meta.get("node_fields").size();
        JsonNode numbers = file.get("locations");
        for (int at = 0; at < numbers.size(); at += fields.count) {
            positions.put(
                    fields.in(numbers, at, "object_index") / nodeFields,
                    new ScriptPosition(
                            fields.in(numbers, at, "script_id"),
                            fields.in(numbers, at, "line"),
                            fields.in(numbers, at, "column")));
        }
    }

    private static ObjectKind objectKind(String type) {
        return switch (type) {
            case "hidden" -> ObjectKind.HIDDEN;
            case "array" -> ObjectKind.ARRAY;
            case "string" -> ObjectKind.STRING;
            case "object" -> ObjectKind.OBJECT;
            case "code" -> ObjectKind.CODE;
            case "closure" -> ObjectKind.CLOSURE;
            case "regexp" -> ObjectKind.REGEXP;
            case "number" -> ObjectKind.NUMBER;
            case "native" -> ObjectKind.NATIVE;
            case "synthetic" -> ObjectKind.SYNTHETIC;
            case "concatenated string" -> ObjectKind.CONCATENATED_STRING;
            case "sliced string" -> ObjectKind.SLICED_STRING;
            case "symbol" -> ObjectKind.SYMBOL;
            case "bigint" -> ObjectKind.BIGINT;
            case "object shape" -> ObjectKind.SHAPE;
            default -> ObjectKind.OTHER;
        };
    }

    private static ReferenceKind referenceKind(String type) {
        return switch (type) {
            case "context" -> ReferenceKind.CONTEXT;
            case "element" -> ReferenceKind.ELEMENT;
            case "property" -> ReferenceKind.PROPERTY;
            case "internal" -> ReferenceKind.INTERNAL;
            case "hidden" -> ReferenceKind.HIDDEN;
            case "shortcut" -> ReferenceKind.SHORTCUT;
            case "weak" -> ReferenceKind.WEAK;
            default -> ReferenceKind.OTHER;
        };
    }

    /** Where the named fields lie in a row, as the file says. */
    private static final class Fields {
        private final List<String> names = new ArrayList<>();
        private final int count;

        Fields(JsonNode list) {
            list.forEach(name -> names.add(name.asString()));
            count = names.size();
        }

        int of(String name) {
            return names.indexOf(name);
        }

        int in(JsonNode numbers, int row, String name) {
            return numbers.get(row + of(name)).asInt();
        }
    }

    Node node(int object) {
        return nodes.get(object);
    }

    /** The edges that leave an object. */
    List<Edge> edges(int object) {
        return edges.subList(firstEdge.get(object), firstEdge.get(object + 1));
    }

    @Override
    public SnapshotFormat format() {
        return SnapshotFormat.V8;
    }

    @Override
    public int root() {
        return root;
    }

    @Override
    public int objectCount() {
        return nodes.size();
    }

    @Override
    public long referenceCount() {
        return edges.size();
    }

    @Override
    public long shallowSize(int object) {
        return rules.shallowSize(object);
    }

    @Override
    public ObjectKind kind(int object) {
        return nodes.get(object).kind();
    }

    @Override
    public String name(int object) {
        return (rules.isDetached(object) ? "Detached " : "") + nodes.get(object).name();
    }

    @Override
    public long objectId(int object) {
        return nodes.get(object).id();
    }

    @Override
    public int typeOf(int object) {
        return typeOf.get(object);
    }

    @Override
    public int typeCount() {
        return types.size();
    }

    @Override
    public String typeName(int type) {
        return List.copyOf(types.keySet()).get(type).name();
    }

    @Override
    public Optional<ScriptPosition> position(int object) {
        return Optional.ofNullable(positions.get(object));
    }

    @Override
    public long firstReference(int object) {
        return firstEdge.get(object);
    }

    @Override
    public int target(long reference) {
        return edges.get((int) reference).target();
    }

    @Override
    public ReferenceKind referenceKind(long reference) {
        return edges.get((int) reference).kind();
    }

    @Override
    public boolean retains(long reference) {
        return rules.retains((int) reference);
    }

    @Override
    public String referenceName(long reference) {
        return edges.get((int) reference).name();
    }

    @Override
    public void close() {
        // Everything is on the Java heap.
    }
}
