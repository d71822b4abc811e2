package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A V8 heap snapshot read the plain way: the whole file as a JSON tree, then one step after the
 * other as the format describes itself. Slow and large; it is what the fast reader is compared
 * with, and so shares no code with it.
 *
 * <p>Types are coarser than those of the fast reader: one for each pair of kind and class name.
 */
public final class SlowV8Snapshot implements HeapGraph {
    private static final Pattern EPHEMERON =
            Pattern.compile("\\d+ / part of key .* pair in WeakMap \\(table @(\\d+)\\)");

    private record Node(ObjectKind kind, String name, long id, long size, int edges) {}

    private record Edge(ReferenceKind kind, String name, int target, boolean retains) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Integer> firstEdge = new ArrayList<>();
    private final Map<Integer, ScriptPosition> positions = new HashMap<>();
    private final Map<String, Integer> types = new LinkedHashMap<>();
    private final List<Integer> typeOf = new ArrayList<>();
    private final long[] shallow;

    private SlowV8Snapshot(JsonNode file) {
        JsonNode meta = file.get("snapshot").get("meta");
        readNodes(file, meta);
        readEdges(file, meta);
        readLocations(file, meta);
        shallow = shallowSizes();
        for (Node node : nodes) {
            typeOf.add(types.computeIfAbsent(typeNameOf(node), _ -> types.size()));
        }
    }

    /** Reads a snapshot that fits in memory several times over. */
    public static SlowV8Snapshot open(Path file) throws IOException {
        return new SlowV8Snapshot(new ObjectMapper().readTree(file.toFile()));
    }

    private void readNodes(JsonNode file, JsonNode meta) {
        Fields fields = new Fields(meta.get("node_fields"));
        JsonNode typeNames = meta.get("node_types").get(0);
        JsonNode numbers = file.get("nodes");
        int edgesSoFar = 0;
        for (int at = 0; at < numbers.size(); at += fields.count) {
            int edgeCount = fields.in(numbers, at, "edge_count");
            nodes.add(
                    new Node(
                            objectKind(typeNames.get(fields.in(numbers, at, "type")).asString()),
                            file.get("strings").get(fields.in(numbers, at, "name")).asString(),
                            numbers.get(at + fields.of("id")).asLong(),
                            numbers.get(at + fields.of("self_size")).asLong(),
                            edgeCount));
            firstEdge.add(edgesSoFar);
            edgesSoFar += edgeCount;
        }
        firstEdge.add(edgesSoFar);
    }

    private void readEdges(JsonNode file, JsonNode meta) {
        Fields fields = new Fields(meta.get("edge_fields"));
        int nodeFields = meta.get("node_fields").size();
        JsonNode typeNames = meta.get("edge_types").get(0);
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
                edges.add(new Edge(kind, name, target, retains(from, kind, name)));
            }
        }
    }

    private boolean retains(int from, ReferenceKind kind, String name) {
        return switch (kind) {
            case WEAK -> false;
            case SHORTCUT -> from == root();
            case INTERNAL -> !isTableSide(from, name);
            case CONTEXT, ELEMENT, PROPERTY, HIDDEN, OTHER -> true;
        };
    }

    /** Each WeakMap entry is there twice: from its key, which counts, and from the table. */
    private boolean isTableSide(int from, String name) {
        Matcher matcher = EPHEMERON.matcher(name);
        return matcher.matches() && Long.parseLong(matcher.group(1)) == nodes.get(from).id();
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

    /** Hidden things and arrays that one object alone refers to count with that object. */
    private long[] shallowSizes() {
        int[] owner = new int[nodes.size()];
        java.util.Arrays.fill(owner, -1);
        for (int from = 0; from < nodes.size(); from++) {
            for (int e = firstEdge.get(from); e < firstEdge.get(from + 1); e++) {
                int to = edges.get(e).target();
                if (edges.get(e).kind() != ReferenceKind.WEAK && to != from) {
                    owner[to] = owner[to] == -1 || owner[to] == from ? from : -2;
                }
            }
        }
        long[] sizes = nodes.stream().mapToLong(Node::size).toArray();
        for (int object = 0; object < sizes.length; object++) {
            ObjectKind kind = nodes.get(object).kind();
            boolean mayMove = kind == ObjectKind.ARRAY || kind == ObjectKind.HIDDEN;
            if (mayMove && owner[object] >= 0 && owner[object] != root()) {
                moveSize(sizes, object, owner);
            }
        }
        return sizes;
    }

    private void moveSize(long[] sizes, int object, int[] owner) {
        ObjectKind ownerKind = nodes.get(owner[object]).kind();
        if (ownerKind != ObjectKind.SYNTHETIC) {
            sizes[owner[object]] += sizes[object];
            sizes[object] = 0;
        }
    }

    private static String typeNameOf(Node node) {
        return switch (node.kind()) {
            case OBJECT, NATIVE -> node.name();
            case SYNTHETIC -> node.name();
            case CODE -> "(compiled code)";
            case SHAPE -> "(object shape)";
            case HIDDEN -> "(system)";
            case CLOSURE -> "Function";
            case CONCATENATED_STRING -> "(concatenated string)";
            case SLICED_STRING -> "(sliced string)";
            case ARRAY, STRING, REGEXP, NUMBER, SYMBOL, BIGINT, OTHER ->
                    "(" + node.kind().name().toLowerCase(java.util.Locale.ROOT) + ")";
        };
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

    @Override
    public int root() {
        return 0;
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
        return shallow[object];
    }

    @Override
    public ObjectKind kind(int object) {
        return nodes.get(object).kind();
    }

    @Override
    public String name(int object) {
        return nodes.get(object).name();
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
        return List.copyOf(types.keySet()).get(type);
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
        return edges.get((int) reference).retains();
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
