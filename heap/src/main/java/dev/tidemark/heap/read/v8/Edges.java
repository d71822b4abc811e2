package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;

/**
 * The columns of the array {@code edges}; takes its records from the parser. 5 bytes an edge: the
 * names stay in the file.
 */
final class Edges implements Records<Edges.Chunk> {
    /** Set in a target when the edge keeps it alive. Node counts are below 2^31. */
    private static final int RETAINS = 1 << 31;

    private final Layout.EdgeFields fields;
    private final int nodeWidth;
    private final int nodeCount;
    private final int typeCount;
    private final long count;
    private final IntColumn targets;
    private final ByteColumn types;

    /** By number of the edge type: whether the name field is an index, not a string. */
    private final boolean[] numbered;

    private long placed;
    private long greatestName = -1;
    private long edgeOfGreatestName;

    Edges(Layout layout, Columns columns) {
        this.fields = layout.edge();
        this.nodeWidth = layout.node().width();
        this.nodeCount = (int) layout.nodeCount();
        this.typeCount = layout.edgeTypes().size();
        this.count = layout.edgeCount();
        this.targets = columns.ints(count, Access.SWEPT);
        this.types = columns.bytes(count, Access.SWEPT);
        this.numbered = new boolean[typeCount];
        ReferenceKind[] kinds = layout.referenceKinds();
        for (int type = 0; type < typeCount; type++) {
            numbered[type] =
                    kinds[type] == ReferenceKind.ELEMENT || kinds[type] == ReferenceKind.HIDDEN;
        }
    }

    /** Records of one thread. */
    static final class Chunk {
        private final int[] targets;
        private final byte[] types;
        private int count;
        private long base;
        private long greatestName;
        private int edgeOfGreatestName;

        Chunk(int capacity) {
            targets = new int[capacity];
            types = new byte[capacity];
        }
    }

    long count() {
        return count;
    }

    /** The greatest string index that names an edge; -1 when none does. */
    long greatestName() {
        return greatestName;
    }

    long edgeOfGreatestName() {
        return edgeOfGreatestName;
    }

    int target(long edge) {
        return targets.get(edge) & ~RETAINS;
    }

    boolean retains(long edge) {
        return targets.get(edge) < 0;
    }

    /** The target of an edge that retains, {@link HeapGraph#NO_OBJECT} for another. */
    int retainedTarget(long edge) {
        return retained(targets.get(edge));
    }

    void retainedTargets(long first, int number, int[] into) {
        targets.copyTo(first, number, into);
        for (int i = 0; i < number; i++) {
            into[i] = retained(into[i]);
        }
    }

    private static int retained(int cell) {
        return cell < 0 ? cell & ~RETAINS : HeapGraph.NO_OBJECT;
    }

    void setRetains(long edge) {
        targets.set(edge, targets.get(edge) | RETAINS);
    }

    void clearRetains(long edge) {
        targets.set(edge, targets.get(edge) & ~RETAINS);
    }

    int type(long edge) {
        return types.get(edge);
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
        // A product by the reciprocal is exact here and many times as fast as a division: offsets
        // of nodes are below 2^53, and the product is checked.
        double perWidth = 1.0 / nodeWidth;
        for (int i = 0; i < records; i++, from += fields.width(), to++) {
            long type = values[from + fields.type()];
            long offset = values[from + fields.toNode()];
            long target = (long) (offset * perWidth + 0.5);
            if (type >= typeCount || target >= nodeCount || target * nodeWidth != offset) {
                throw badRecord(i, type, offset);
            }
            long name = values[from + fields.nameOrIndex()];
            if (name > chunk.greatestName && !numbered[(int) type]) {
                chunk.greatestName = name;
                chunk.edgeOfGreatestName = to;
            }
            chunk.types[to] = (byte) type;
            chunk.targets[to] = (int) target;
        }
        chunk.count = to;
    }

    private BadRecordException badRecord(int record, long type, long offset) {
        if (type >= typeCount) {
            return new BadRecordException(
                    record, "an edge type below %d".formatted(typeCount), Long.toString(type));
        }
        return new BadRecordException(
                record,
                "a node's offset: a multiple of %d below %d"
                        .formatted(nodeWidth, (long) nodeCount * nodeWidth),
                Long.toString(offset));
    }

    @Override
    public void place(Chunk chunk) throws BadRecordException {
        if (placed + chunk.count > count) {
            throw new BadRecordException(
                    (int) (count - placed),
                    "']' after the %d edges that the head of the snapshot promises"
                            .formatted(count),
                    "another edge");
        }
        chunk.base = placed;
        placed += chunk.count;
        if (chunk.greatestName > greatestName) {
            greatestName = chunk.greatestName;
            edgeOfGreatestName = chunk.base + chunk.edgeOfGreatestName;
        }
    }

    @Override
    public void store(Chunk chunk) {
        targets.copyFrom(chunk.targets, chunk.count, chunk.base);
        types.copyFrom(chunk.types, chunk.count, chunk.base);
    }

    @Override
    public void clear(Chunk chunk) {
        chunk.count = 0;
        chunk.greatestName = -1;
    }
}
