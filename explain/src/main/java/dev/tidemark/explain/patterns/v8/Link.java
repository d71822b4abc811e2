package dev.tidemark.explain.patterns.v8;

import dev.tidemark.heap.graph.ReferenceKind;

/** A reference that leaves an object, with the name that V8 gives it. */
record Link(ReferenceKind kind, String name, int target) {
    /** Whether the program itself could follow it by that name. */
    boolean isProperty() {
        return kind == ReferenceKind.PROPERTY;
    }
}
