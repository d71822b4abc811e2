package dev.tidemark.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the same heap is laid out as a file: which fields, in which order, between which line ends.
 *
 * @param nodeFields the fields of a node in order
 * @param edgeFields the fields of an edge in order
 * @param nodeTypes the types of nodes, in the order of their numbers
 * @param edgeTypes the types of edges, in the order of their numbers
 * @param nodeFieldTypes how many entries {@code meta.node_types} has; Node 24 writes one too many
 * @param lines where lines end
 * @param extras what newer versions of V8 add
 */
public record SnapshotLayout(
        List<String> nodeFields,
        List<String> edgeFields,
        List<V8NodeType> nodeTypes,
        List<V8EdgeType> edgeTypes,
        int nodeFieldTypes,
        Lines lines,
        Extras extras) {

    /** Where lines end, and how strings are escaped. */
    public enum Lines {
        /** One record a line, the comma first: Node 20 and 22. */
        RECORDS,
        /** One table a line: Node 24 and 26. */
        TABLES,
        /** As RECORDS, by a transfer that changed line ends. */
        RECORDS_CRLF,
        /** What {@code JSON.stringify(snapshot)} makes of it. */
        COMPACT,
        /** What {@code JSON.stringify(snapshot, null, 2)} makes of it: one number a line. */
        PRETTY
    }

    /** What newer versions of V8 add to the file. */
    public enum Extras {
        NONE,
        /** {@code extra_native_bytes} in the header: Node 24 and 26. */
        NATIVE_BYTES,
        /** Also tables that no reader has to know. */
        UNKNOWN_TABLES
    }

    private static final List<String> SEVEN_FIELDS =
            List.of(
                    "type",
                    "name",
                    "id",
                    "self_size",
                    "edge_count",
                    "trace_node_id",
                    "detachedness");
    private static final List<String> SIX_FIELDS =
            SEVEN_FIELDS.stream().filter(field -> !field.equals("trace_node_id")).toList();
    private static final List<String> EDGE_FIELDS = List.of("type", "name_or_index", "to_node");
    private static final List<V8NodeType> ALL_TYPES = List.of(V8NodeType.values());
    private static final List<V8NodeType> NO_WASM =
            Stream.of(V8NodeType.values()).filter(t -> t != V8NodeType.WASM_OBJECT).toList();
    private static final List<V8EdgeType> EDGE_TYPES = List.of(V8EdgeType.values());

    public static final SnapshotLayout NODE_20 =
            new SnapshotLayout(
                    SEVEN_FIELDS,
                    EDGE_FIELDS,
                    ALL_TYPES,
                    EDGE_TYPES,
                    7,
                    Lines.RECORDS,
                    Extras.NONE);
    public static final SnapshotLayout NODE_22 = NODE_20.withNodeTypes(NO_WASM);
    public static final SnapshotLayout NODE_24 =
            new SnapshotLayout(
                    SIX_FIELDS,
                    EDGE_FIELDS,
                    NO_WASM,
                    EDGE_TYPES,
                    7,
                    Lines.TABLES,
                    Extras.NATIVE_BYTES);
    public static final SnapshotLayout NODE_26 =
            new SnapshotLayout(
                    SIX_FIELDS,
                    EDGE_FIELDS,
                    NO_WASM,
                    EDGE_TYPES,
                    6,
                    Lines.TABLES,
                    Extras.NATIVE_BYTES);

    /** No field and no type where any version of V8 puts it: right only for who reads the meta. */
    public static final SnapshotLayout REORDERED =
            new SnapshotLayout(
                    List.of(
                            "edge_count",
                            "self_size",
                            "unheard_of",
                            "name",
                            "detachedness",
                            "type",
                            "id"),
                    List.of("to_node", "unheard_of", "type", "name_or_index"),
                    reversed(NO_WASM),
                    reversed(EDGE_TYPES),
                    7,
                    Lines.RECORDS,
                    Extras.UNKNOWN_TABLES);

    /** Every layout that a reader has to read, the plain ones first. */
    public static final List<SnapshotLayout> ALL =
            List.of(
                    NODE_20,
                    NODE_22,
                    NODE_24,
                    NODE_26,
                    REORDERED,
                    REORDERED.withLines(Lines.TABLES),
                    NODE_20.withLines(Lines.RECORDS_CRLF),
                    NODE_20.withLines(Lines.COMPACT),
                    NODE_26.withLines(Lines.PRETTY));

    public SnapshotLayout {
        nodeFields = List.copyOf(nodeFields);
        edgeFields = List.copyOf(edgeFields);
        nodeTypes = List.copyOf(nodeTypes);
        edgeTypes = List.copyOf(edgeTypes);
    }

    public SnapshotLayout withLines(Lines other) {
        return new SnapshotLayout(
                nodeFields, edgeFields, nodeTypes, edgeTypes, nodeFieldTypes, other, extras);
    }

    private SnapshotLayout withNodeTypes(List<V8NodeType> other) {
        return new SnapshotLayout(
                nodeFields, edgeFields, other, edgeTypes, nodeFieldTypes, lines, extras);
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
