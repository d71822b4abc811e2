package dev.tidemark.heap.analyse;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The nearest ancestors of some objects in the dominator tree; all objects go by their places in
 * its preorder. For a few of them one sweep is far cheaper than the dominators of all objects.
 */
final class Ancestors {
    private final Map<Integer, Integer> parents = new HashMap<>();

    /** Of objects whose parent comes next in the sweep: how many more ancestors are wanted. */
    private final NavigableMap<Integer, Integer> heads = new TreeMap<>();

    private Ancestors() {}

    /**
     * Finds them.
     *
     * @param positions whose ancestors are wanted
     * @param most so many of each
     */
    static Ancestors of(DominatorTree tree, Collection<Integer> positions, int most) {
        Ancestors found = new Ancestors();
        int[] ascending =
                positions.stream().mapToInt(Integer::intValue).sorted().distinct().toArray();
        int left = ascending.length;
        int nearest = Integer.MAX_VALUE;
        // From the back to the front: the first subtree around an object is its parent's.
        for (int position = left == 0 ? -1 : ascending[left - 1]; position >= 0; position--) {
            int size = tree.subtreeSizeAt(position);
            if (nearest - position < size) {
                found.reach(position, position + size);
                nearest = found.heads.isEmpty() ? Integer.MAX_VALUE : found.heads.firstKey();
            }
            if (left > 0 && position == ascending[left - 1]) {
                left--;
                found.heads.merge(position, most, Math::max);
                nearest = position;
            }
        }
        return found;
    }

    /** Makes an object the parent of all that are in its subtree. */
    private void reach(int position, int end) {
        NavigableMap<Integer, Integer> children = heads.headMap(end, false);
        int more = 0;
        for (Map.Entry<Integer, Integer> child : children.entrySet()) {
            parents.put(child.getKey(), position);
            more = Math.max(more, child.getValue() - 1);
        }
        children.clear();
        if (more > 0) {
            heads.put(position, more);
        }
    }

    /** The parent of one whose ancestors were wanted, or of such an ancestor. */
    int parentOf(int position) {
        Integer parent = parents.get(position);
        if (parent == null) {
            throw new IllegalArgumentException("nobody wanted the ancestors of " + position);
        }
        return parent;
    }
}
