package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.model.CodeOrigin;
import java.util.Optional;

/**
 * Where a path goes from the program's own code into a library: people look for the leak in what
 * they hold of the library, and report it to whoever wrote that.
 */
final class LibraryBoundary {
    /** So many properties of an object are looked at to tell whose it is. */
    private static final int MOST_PROPERTIES = 64;

    private final HeapGraph graph;
    private final RuntimeRules rules;
    private final OwnerTree owners;

    private LibraryBoundary(Snapshot last) {
        graph = last.graph();
        rules = last.rules();
        owners = last.owners();
    }

    /**
     * In which package the holder is, and from which variable of the program it is reached: {@code
     * in package mem 6.0.0, reached from your lookup, app.js:12}. Empty if the holder is the
     * program's own. Cost: at most one pass over all references.
     */
    static Optional<String> of(Accumulation accumulation, Snapshot last) {
        return accumulation.holders().isEmpty()
                ? Optional.empty()
                : new LibraryBoundary(last).describe(accumulation.holders().getFirst());
    }

    private Optional<String> describe(int holder) {
        for (int object = holder; object != OwnerTree.NONE; object = owners.parent(object)) {
            Optional<CodeOrigin> origin = originOf(object);
            if (origin.isPresent() && origin.get() instanceof CodeOrigin.Own) {
                return Optional.empty();
            }
            if (origin.isPresent() && origin.get() instanceof CodeOrigin.Library library) {
                return Optional.of(describe(library, object));
            }
        }
        return Optional.empty();
    }

    /** Whose the object's code is, or the variable that it is in. */
    private Optional<CodeOrigin> originOf(int object) {
        Optional<CodeOrigin> origin =
                rules.origin(object).filter(found -> !(found instanceof CodeOrigin.BuiltIn));
        return origin.isPresent() || owners.parent(object) == OwnerTree.NONE
                ? origin
                : rules.declaration(owners.parent(object), owners.reference(object))
                        .map(rules::originOf);
    }

    private String describe(CodeOrigin.Library library, int inside) {
        String where =
                "in " + new CodeOrigin.Library(library.name(), library.version(), "").toString();
        Optional<String> from = above(inside);
        return from.isPresent()
                ? where + ", reached from " + from.get()
                : where + holderOf(library).map(own -> ", reached from " + own).orElse("");
    }

    /** The nearest variable of the program above an object of the library. */
    private Optional<String> above(int inside) {
        int object = inside;
        while (owners.parent(object) != OwnerTree.NONE) {
            int holder = owners.parent(object);
            Optional<String> own = ownVariable(holder, owners.reference(object));
            if (own.isPresent()) {
                return own;
            }
            object = holder;
        }
        return Optional.empty();
    }

    private Optional<String> ownVariable(int scope, long reference) {
        return rules.ownVariable(scope, reference).map("your "::concat);
    }

    /**
     * A variable of the program that has something of the library: its exports, a function. Only V8
     * has libraries that nothing of the program leads into.
     */
    private Optional<String> holderOf(CodeOrigin.Library library) {
        if (graph.format() != SnapshotFormat.V8) {
            return Optional.empty();
        }
        for (int i = 0; i < owners.reachedCount(); i++) {
            int scope = owners.inOrder(i);
            long end = graph.firstReference(scope + 1);
            for (long at = graph.firstReference(scope); at < end; at++) {
                if (graph.referenceKind(at) == ReferenceKind.CONTEXT
                        && isOf(library, graph.target(at))) {
                    Optional<String> own = ownVariable(scope, at);
                    if (own.isPresent()) {
                        return own;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private boolean isOf(CodeOrigin.Library library, int object) {
        if (isFrom(library, object)) {
            return true;
        }
        long first = graph.firstReference(object);
        long end = Math.min(graph.firstReference(object + 1), first + MOST_PROPERTIES);
        for (long at = first; at < end; at++) {
            if (graph.referenceKind(at) == ReferenceKind.PROPERTY
                    && isFrom(library, graph.target(at))) {
                return true;
            }
        }
        return false;
    }

    private boolean isFrom(CodeOrigin.Library library, int object) {
        return rules.origin(object)
                .filter(origin ->
                        origin instanceof CodeOrigin.Library found
                                && found.name().equals(library.name()))
                .isPresent();
    }
}
