package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.HeapGraph.ScriptPosition;
import java.util.Arrays;
import java.util.Optional;

/** The array {@code locations}: where functions and constructors stand, by object. */
final class Locations implements Records<Locations.Chunk> {
    private final Layout.LocationFields fields;
    private final int nodeWidth;
    private final int nodeCount;

    private int count;

    /** Node in the upper half, index of the position in the lower one; sorted by {@link #sort}. */
    private long[] keys = new long[1024];

    /** Script, line and column, three entries a location. */
    private int[] positions = new int[3 * 1024];

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
        return count;
    }

    int node(int location) {
        return (int) (keys[location] >>> 32);
    }

    ScriptPosition position(int location) {
        int at = 3 * (int) keys[location];
        return new ScriptPosition(positions[at], positions[at + 1], positions[at + 2]);
    }

    Optional<ScriptPosition> of(int node) {
        long key = (long) node << 32;
        int at = Arrays.binarySearch(keys, 0, count, key);
        at = at < 0 ? -at - 1 : at;
        return at < count && node(at) == node ? Optional.of(position(at)) : Optional.empty();
    }

    /** Orders the locations by node; to be called once, when all are read. */
    void sort() {
        keys = Arrays.copyOf(keys, count);
        positions = Arrays.copyOf(positions, 3 * count);
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
        int needed = count + chunk.count;
        if (needed > keys.length) {
            int room = Math.max(needed, keys.length + keys.length / 2);
            keys = Arrays.copyOf(keys, room);
            positions = Arrays.copyOf(positions, 3 * room);
        }
        for (int i = 0; i < chunk.count; i++, count++) {
            keys[count] = ((long) chunk.values[4 * i] << 32) | count;
            System.arraycopy(chunk.values, 4 * i + 1, positions, 3 * count, 3);
        }
    }

    /** Nothing is left to do: placing has copied the chunk. */
    @Override
    public void store(Chunk chunk) {}

    @Override
    public void clear(Chunk chunk) {
        chunk.count = 0;
    }
}
