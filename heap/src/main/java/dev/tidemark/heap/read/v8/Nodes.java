package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The columns of the array {@code nodes}; takes its records from the parser. */
final class Nodes implements Records<Nodes.Chunk> {
    private final Layout.NodeFields fields;
    private final int count;
    private final int typeCount;
    private final long edgeCount;
    private final ByteColumn types;
    private final IntColumn names;
    private final IntColumn ids;
    private final SizeColumn sizes;
    private final IntColumn firstEdges;
    // Only DOM nodes have it, so a map is small.
    private final Map<Integer, Integer> detachedness = new ConcurrentHashMap<>();

    private int placed;
    private long placedEdges;

    /**
     * @param forReading lives while the snapshot is read; the names, of which few are needed later,
     *     go there
     */
    Nodes(Layout layout, Columns columns, Columns forReading) {
        this.fields = layout.node();
        this.count = (int) layout.nodeCount();
        this.typeCount = layout.nodeTypes().size();
        this.edgeCount = layout.edgeCount();
        this.types = columns.bytes(count, Access.SWEPT);
        this.names = forReading.ints(count, Access.SWEPT);
        this.ids = columns.ints(count, Access.SWEPT);
        this.sizes = new SizeColumn(columns, count);
        this.firstEdges = columns.ints(count + 1L, Access.SWEPT);
    }

    /** Records of one thread. */
    static final class Chunk {
        private final byte[] types;
        private final int[] names;
        private final int[] ids;
        private final long[] sizes;
        private final int[] edgeCounts;
        private final int[] detachedness;
        private int count;
        private boolean anyDetachedness;
        private int base;
        private long baseEdge;

        Chunk(int capacity) {
            types = new byte[capacity];
            names = new int[capacity];
            ids = new int[capacity];
            sizes = new long[capacity];
            edgeCounts = new int[capacity];
            detachedness = new int[capacity];
        }
    }

    int count() {
        return count;
    }

    int type(int node) {
        return types.get(node);
    }

    int name(int node) {
        return names.get(node);
    }

    long id(int node) {
        return Integer.toUnsignedLong(ids.get(node));
    }

    SizeColumn sizes() {
        return sizes;
    }

    long firstEdge(int node) {
        return Integer.toUnsignedLong(firstEdges.get(node));
    }

    /** The DOM state of the nodes that have one, as the file gives it. */
    Map<Integer, Integer> detachedness() {
        return detachedness;
    }

    long placedEdges() {
        return placedEdges;
    }

    @Override
    public int width() {
        return fields.width();
    }

    @Override
    public Chunk newChunk(int capacity) {
        return new Chunk(capacity);
    }

    @Override
    public void add(Chunk chunk, long[] values, int records) throws BadRecordException {
        int to = chunk.count;
        int from = 0;
        for (int i = 0; i < records; i++, from += fields.width(), to++) {
            long type = values[from + fields.type()];
            long name = values[from + fields.name()];
            long id = values[from + fields.id()];
            long edges = values[from + fields.edgeCount()];
            if (type >= typeCount || name > Integer.MAX_VALUE) {
                throw badTypeOrName(i, type, name);
            }
            if (id > 0xffffffffL || edges > edgeCount) {
                throw badIdOrEdges(i, id, edges);
            }
            chunk.types[to] = (byte) type;
            chunk.names[to] = (int) name;
            chunk.ids[to] = (int) id;
            chunk.sizes[to] = values[from + fields.selfSize()];
            chunk.edgeCounts[to] = (int) edges;
            if (fields.detachedness() >= 0) {
                long state = values[from + fields.detachedness()];
                chunk.detachedness[to] = (int) Math.min(state, Integer.MAX_VALUE);
                chunk.anyDetachedness |= state != 0;
            }
        }
        chunk.count = to;
    }

    private BadRecordException badTypeOrName(int record, long type, long name) {
        return type >= typeCount
                ? new BadRecordException(
                        record, "a node type below %d".formatted(typeCount), Long.toString(type))
                : new BadRecordException(record, "a string index", Long.toString(name));
    }

    private BadRecordException badIdOrEdges(int record, long id, long edges) {
        return id > 0xffffffffL
                ? new BadRecordException(record, "a node id below 2^32", Long.toString(id))
                : new BadRecordException(
                        record,
                        "at most the %d edges of the whole snapshot".formatted(edgeCount),
                        Long.toString(edges));
    }

    @Override
    public void place(Chunk chunk) throws BadRecordException {
        if (placed + (long) chunk.count > count) {
            throw new BadRecordException(
                    count - placed,
                    "']' after the %d nodes that the head of the snapshot promises"
                            .formatted(count),
                    "another node");
        }
        chunk.base = placed;
        chunk.baseEdge = placedEdges;
        placed += chunk.count;
        for (int i = 0; i < chunk.count; i++) {
            placedEdges += chunk.edgeCounts[i];
        }
    }

    @Override
    public void store(Chunk chunk) {
        types.copyFrom(chunk.types, chunk.count, chunk.base);
        names.copyFrom(chunk.names, chunk.count, chunk.base);
        ids.copyFrom(chunk.ids, chunk.count, chunk.base);
        long edge = chunk.baseEdge;
        for (int i = 0; i < chunk.count; i++) {
            sizes.set(chunk.base + i, chunk.sizes[i]);
            firstEdges.set(chunk.base + i, (int) edge);
            edge += chunk.edgeCounts[i];
            if (chunk.anyDetachedness && chunk.detachedness[i] != 0) {
                detachedness.put(chunk.base + i, chunk.detachedness[i]);
            }
        }
        firstEdges.set(chunk.base + (long) chunk.count, (int) edge);
    }

    @Override
    public void clear(Chunk chunk) {
        if (chunk.anyDetachedness) {
            Arrays.fill(chunk.detachedness, 0);
        }
        chunk.anyDetachedness = false;
        chunk.count = 0;
    }
}
