package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph.ScriptPosition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The array {@code locations}: where functions and constructors stand, by object. */
final class Locations implements Records<Locations.Chunk> {
    private final Layout.LocationFields fields;
    private final int nodeWidth;
    private final int nodeCount;

    /** Each place in the source once; thousands, while there are millions of locations. */
    private final List<ScriptPosition> positions = new ArrayList<>();

    private final Map<ScriptPosition, Integer> indexes = new HashMap<>();

    /** Keys of one chunk each, until they are sorted. */
    private final List<long[]> parts = new ArrayList<>();

    /** Node in the upper half, index of the position in the lower one. */
    private long[] keys = {};

    Locations(Layout layout) {
        this.fields = layout.location();
        this.nodeWidth = layout.node().width();
        this.nodeCount = (int) layout.nodeCount();
    }

    /** Records of one thread: node, script, line, column. */
    static final class Chunk {
        private final int[] values;
        private int count;

        Chunk(int capacity) {
            values = new int[capacity * 4];
        }
    }

    int count() {
        return keys.length;
    }

    int node(int location) {
        return (int) (keys[location] >>> 32);
    }

    ScriptPosition position(int location) {
        return positions.get((int) keys[location]);
    }

    Optional<ScriptPosition> of(int node) {
        int at = Arrays.binarySearch(keys, (long) node << 32);
        at = at < 0 ? -at - 1 : at;
        return at < keys.length && node(at) == node ? Optional.of(position(at)) : Optional.empty();
    }

    /** Orders the locations by node; to be called once, when all are read. */
    void sort() {
        keys = new long[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (long[] part : parts) {
            System.arraycopy(part, 0, keys, at, part.length);
            at += part.length;
        }
        parts.clear();
        indexes.clear();
        Arrays.sort(keys);
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
        for (int i = 0; i < records; i++) {
            int from = i * fields.width();
            long offset = values[from + fields.objectIndex()];
            long node = offset / nodeWidth;
            if (node >= nodeCount || node * nodeWidth != offset) {
                throw new BadRecordException(i, "the offset of a node", Long.toString(offset));
            }
            int to = 4 * chunk.count++;
            chunk.values[to] = (int) node;
            chunk.values[to + 1] = (int) values[from + fields.scriptId()];
            chunk.values[to + 2] = (int) values[from + fields.line()];
            chunk.values[to + 3] = (int) values[from + fields.column()];
        }
    }

    @Override
    public void place(Chunk chunk) {
        long[] part = new long[chunk.count];
        for (int i = 0; i < chunk.count; i++) {
            int from = 4 * i;
            ScriptPosition position =
                    new ScriptPosition(
                            chunk.values[from + 1], chunk.values[from + 2], chunk.values[from + 3]);
            int index = indexes.computeIfAbsent(position, this::addPosition);
            part[i] = ((long) chunk.values[from] << 32) | index;
        }
        parts.add(part);
    }

    private int addPosition(ScriptPosition position) {
        positions.add(position);
        return positions.size() - 1;
    }

    /** Nothing is left to do: placing has copied the chunk. */
    @Override
    public void store(Chunk chunk) {}

    @Override
    public void clear(Chunk chunk) {
        chunk.count = 0;
    }
}
