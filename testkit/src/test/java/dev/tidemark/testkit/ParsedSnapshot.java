package dev.tidemark.testkit;

import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A snapshot as a JSON library reads it, found by its meta: what the writer's output is compared
 * with. Slow and obviously right.
 */
final class ParsedSnapshot implements V8Graph {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> nodeFields;
    private final List<String> edgeFields;
    private final List<String> nodeTypes;
    private final List<String> edgeTypes;
    private final long[] nodes;
    private final long[] edges;
    private final long[] locations;
    private final List<String> strings;
    private final int[] firstEdges;
    private final JsonNode header;

    ParsedSnapshot(byte[] json) {
        JsonNode file = JSON.readTree(json);
        header = file.get("snapshot");
        JsonNode meta = header.get("meta");
        nodeFields = strings(meta.get("node_fields"));
        edgeFields = strings(meta.get("edge_fields"));
        nodeTypes = strings(meta.get("node_types").get(nodeFields.indexOf("type")));
        edgeTypes = strings(meta.get("edge_types").get(edgeFields.indexOf("type")));
        nodes = numbers(file.get("nodes"));
        edges = numbers(file.get("edges"));
        locations = numbers(file.get("locations"));
        strings = strings(file.get("strings"));
        firstEdges = new int[nodeCount() + 1];
        for (int node = 0; node < nodeCount(); node++) {
            firstEdges[node + 1] = firstEdges[node] + edgeCount(node);
        }
    }

    long announcedNodes() {
        return header.get("node_count").asLong();
    }

    long announcedEdges() {
        return header.get("edge_count").asLong();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asString).toList();
    }

    private static long[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private long node(int node, String field) {
        return nodes[node * nodeFields.size() + nodeFields.indexOf(field)];
    }

    private long edge(int node, int k, String field) {
        int edge = firstEdges[node] + k;
        return edges[edge * edgeFields.size() + edgeFields.indexOf(field)];
    }

    @Override
    public int nodeCount() {
        return nodes.length / nodeFields.size();
    }

    @Override
    public long edgeCount() {
        return edges.length / edgeFields.size();
    }

    @Override
    public V8NodeType nodeType(int node) {
        String text = nodeTypes.get((int) node(node, "type"));
        return V8NodeType.valueOf(text.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }

    @Override
    public int nodeName(int node) {
        return (int) node(node, "name");
    }

    @Override
    public long id(int node) {
        return node(node, "id");
    }

    @Override
    public long selfSize(int node) {
        return node(node, "self_size");
    }

    @Override
    public int detachedness(int node) {
        return (int) node(node, "detachedness");
    }

    @Override
    public int edgeCount(int node) {
        return (int) node(node, "edge_count");
    }

    @Override
    public V8EdgeType edgeType(int node, int k) {
        String text = edgeTypes.get((int) edge(node, k, "type"));
        return V8EdgeType.valueOf(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public int edgeNameOrIndex(int node, int k) {
        return (int) edge(node, k, "name_or_index");
    }

    @Override
    public int edgeTarget(int node, int k) {
        return (int) (edge(node, k, "to_node") / nodeFields.size());
    }

    @Override
    public int[] locations() {
        int[] all = new int[locations.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = (int) (i % 4 == 0 ? locations[i] / nodeFields.size() : locations[i]);
        }
        return all;
    }

    @Override
    public List<String> strings() {
        return strings;
    }
}
