package dev.tidemark.heap.analyse;

import dev.tidemark.model.HeapPath;
import java.util.List;

/**
 * Which objects of a heap are worth a line among the biggest, and how they are told. It needs
 * nothing but the dominator tree, so it is at hand where owner paths are too dear.
 */
public interface ObjectListing {
    /** Whether a person would know the object: not the root, and no inside of its dominator. */
    boolean lists(int object, int dominator);

    /** So many dominators of an object may help to tell the way to it. */
    int mostDominators();

    /**
     * The way to an object.
     *
     * @param upwards the object, its dominator, the dominator of that and so on; the root comes
     *     last unless there are too many
     */
    HeapPath path(List<Integer> upwards);
}
