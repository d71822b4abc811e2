package dev.tidemark.explain.patterns.jvm;

import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.model.Finding.Fix;
import java.util.List;
import java.util.Optional;

/**
 * A list that the program makes itself, by a field in each object that leads to the next one.
 *
 * @param next the field
 */
record OwnList(String next) {
    /** The list that the newest entry is linked into, if it hangs on an object of its own class. */
    static Optional<OwnList> of(JvmSuspect suspect) {
        List<Integer> entries = suspect.entries();
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        JvmHeap heap = suspect.heap();
        int entry = entries.getLast();
        int above = suspect.common().snapshot().owners().parent(entry);
        if (above == OwnerTree.NONE
                || heap.typeOf(above) != heap.typeOf(entry)
                || heap.loaderOf(heap.typeOf(entry)).isEmpty()) {
            return Optional.empty();
        }
        long end = heap.firstReference(above + 1);
        for (long reference = heap.firstReference(above); reference < end; reference++) {
            if (heap.target(reference) == entry) {
                return Optional.of(new OwnList(heap.referenceName(reference)));
            }
        }
        return Optional.empty();
    }

    Fix fix(JvmSuspect suspect) {
        String first = suspect.variable("first");
        String name = suspect.entryName();
        String type = name.substring(name.lastIndexOf('$') + 1);
        return Fix.of("Cut the list where it is as long as it may be.")
                .before("%1$s = new %2$s(item, %1$s);".formatted(first, type))
                .after(
                        """
                        %1$s = new %2$s(item, %1$s);
                        %2$s last = %1$s;
                        for (int i = 1; i < MAX_ENTRIES && last != null; i++) {
                            last = last.%3$s;
                        }
                        if (last != null) {
                            last.%3$s = null;   // frees what is behind it
                        }\
                        """
                                .formatted(first, type, next))
                .trap(
                        "What is cut off lives on while one field leads to it, also one that leads back"
                                + " from an object that is still in use.")
                .verify(suspect.verify());
    }
}
