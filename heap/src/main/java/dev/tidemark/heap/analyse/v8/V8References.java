package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.function.IntPredicate;

/** Looks for single references of an object. */
final class V8References {
    /** No object. */
    static final int NONE = -1;

    private V8References() {}

    /** The target of the first reference of that name, or {@link #NONE}. */
    static int named(HeapGraph graph, int object, String name) {
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            ReferenceKind kind = graph.referenceKind(reference);
            boolean hasName = kind != ReferenceKind.ELEMENT && kind != ReferenceKind.HIDDEN;
            if (hasName && graph.referenceName(reference).equals(name)) {
                return graph.target(reference);
            }
        }
        return NONE;
    }

    /** The first target by an internal reference that is such an object, or {@link #NONE}. */
    static int internal(HeapGraph graph, int object, IntPredicate wanted) {
        long end = graph.firstReference(object + 1);
        for (long reference = graph.firstReference(object); reference < end; reference++) {
            if (graph.referenceKind(reference) == ReferenceKind.INTERNAL
                    && wanted.test(graph.target(reference))) {
                return graph.target(reference);
            }
        }
        return NONE;
    }
}
