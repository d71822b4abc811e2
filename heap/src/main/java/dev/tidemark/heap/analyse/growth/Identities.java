package dev.tidemark.heap.analyse.growth;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * The object ids of one snapshot, to find objects of another snapshot in it again. 8 bytes an
 * object.
 */
public final class Identities {
    /** No object. */
    public static final int NONE = -1;

    /** Two snapshots of one process agree on nearly all types; two processes only by chance. */
    private static final double SAME_PROCESS = 0.9;

    private static final int SAMPLES = 2000;
    private static final int INDEX_BITS = 31;
    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    /** V8 numbers objects with 32 bits; what is larger is no such id. */
    private static final long ID_LIMIT = 1L << 32;

    private final HeapGraph graph;

    /** Id and object in one number, so that sorting them needs no second array. */
    private final long[] sorted;

    private Identities(HeapGraph graph, long[] sorted) {
        this.graph = graph;
        this.sorted = sorted;
    }

    public static Identities of(HeapGraph graph) {
        long[] ids = new long[graph.objectCount()];
        for (int object = 0; object < ids.length; object++) {
            long id = graph.objectId(object);
            ids[object] = id < 0 || id >= ID_LIMIT ? -1 : id << INDEX_BITS | object;
        }
        Arrays.parallelSort(ids);
        return new Identities(graph, ids);
    }

    /** The object with that id, or {@link #NONE}. */
    public int find(long id) {
        if (id < 0 || id >= ID_LIMIT) {
            return NONE;
        }
        int at = Arrays.binarySearch(sorted, id << INDEX_BITS);
        int first = at >= 0 ? at : -at - 1;
        boolean found = first < sorted.length && sorted[first] >> INDEX_BITS == id;
        return found ? (int) (sorted[first] & INDEX_MASK) : NONE;
    }

    /** The objects of {@code other} that this snapshot does not have. */
    public BitSet unknownOf(HeapGraph other) {
        BitSet unknown = new BitSet(other.objectCount());
        for (int object = 0; object < other.objectCount(); object++) {
            if (find(other.objectId(object)) == NONE) {
                unknown.set(object);
            }
        }
        return unknown;
    }

    /**
     * Whether a later snapshot comes from the same process. Ids alone do not tell: every process of
     * one version numbers its first objects alike, so the later half of the objects is compared by
     * type. Nor do types alone: V8 may have forgotten its ids and numbered a large heap that hardly
     * changes anew, in the same order.
     */
    public boolean isSameProcess(HeapGraph later) {
        if (isNumberedAnew(later)) {
            return false;
        }
        Map<Long, Integer> sample = laterHalf();
        long known = 0;
        long same = 0;
        for (int object = 0; object < later.objectCount(); object++) {
            Integer mine = sample.get(later.objectId(object));
            if (mine != null) {
                known++;
                same += isAlike(mine, later, object) ? 1 : 0;
            }
        }
        return known > 0 && same >= SAME_PROCESS * known && 10 * known > sample.size();
    }

    /**
     * Whether no number is missing. V8 gives its own objects all odd numbers in turn, and there are
     * always some that die until the next snapshot, which leaves gaps.
     */
    private static boolean isNumberedAnew(HeapGraph graph) {
        long count = 0;
        long last = 0;
        for (int object = 0; object < graph.objectCount(); object++) {
            long id = graph.objectId(object);
            if (id % 2 == 1) {
                count++;
                last = Math.max(last, id);
            }
        }
        return last == 2 * count - 1;
    }

    private Map<Long, Integer> laterHalf() {
        Map<Long, Integer> sample = new HashMap<>();
        int step = Math.max(1, sorted.length / (2 * SAMPLES));
        for (int i = sorted.length / 2; i < sorted.length; i += step) {
            if (sorted[i] >= 0) {
                sample.put(sorted[i] >> INDEX_BITS, (int) (sorted[i] & INDEX_MASK));
            }
        }
        return sample;
    }

    private boolean isAlike(int mine, HeapGraph later, int other) {
        return graph.kind(mine) == later.kind(other) && graph.name(mine).equals(later.name(other));
    }
}
