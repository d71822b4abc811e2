package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.SnapshotFormat;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.Finding.Fix;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * A holder inside of a library.
     *
     * @param library the package, without a file
     * @param from the variable of the program that it is reached from: {@code your lookup,
     *     app.js:12}; null where none leads to it
     * @param byPackageAlone whether the dump does not tell what the class was loaded from, so that
     *     the program's own may be taken for a library's
     */
    record Inside(CodeOrigin.Library library, @Nullable String from, boolean byPackageAlone) {
        /** {@code in package mem 6.0.0, reached from your lookup, app.js:12}. */
        String evidence() {
            return "in " + library + (from == null ? "" : ", reached from " + from);
        }

        /**
         * What to do where the program cannot change the code that holds: nobody edits the private
         * field of a package.
         *
         * @param ofHolder what to do where the holder is one's own
         */
        Fix fix(Fix ofHolder) {
            if (byPackageAlone && from == null) {
                return ofHolder;
            }
            Fix fix =
                    Fix.of(
                                    ("The holder is inside of %s%s: change what is put in there or how it is"
                                                    + " called. Use what the package offers (a limit, a time to live, a call"
                                                    + " that closes or removes), or hand it fewer different keys; if nothing"
                                                    + " of that exists, report it to the package with this path.")
                                            .formatted(
                                                    library,
                                                    from == null ? "" : ", behind " + from))
                            .trap(
                                    "Reaching into private fields of a package works until its next release,"
                                            + " and a second copy of the package has fields of its own.");
            return ofHolder.verify() == null ? fix : fix.verify(ofHolder.verify());
        }
    }

    /**
     * Where in a library the holder is. Empty if it is the program's own. Cost: at most one pass
     * over all references.
     */
    static Optional<Inside> of(Accumulation accumulation, Snapshot last) {
        return accumulation.holders().isEmpty()
                ? Optional.empty()
                : new LibraryBoundary(last).describe(accumulation.holders().getFirst());
    }

    private Optional<Inside> describe(int holder) {
        for (int object = holder; object != OwnerTree.NONE; object = owners.parent(object)) {
            Optional<CodeOrigin> origin = originOf(object);
            if (origin.isPresent() && origin.get() instanceof CodeOrigin.Own) {
                return Optional.empty();
            }
            if (origin.isPresent() && origin.get() instanceof CodeOrigin.Library library) {
                CodeOrigin.Library whole =
                        new CodeOrigin.Library(library.name(), library.version(), "");
                return Optional.of(
                        new Inside(
                                whole,
                                above(object).or(() -> holderOf(whole)).orElse(null),
                                graph.format() == SnapshotFormat.HPROF
                                        && library.version() == null));
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
                : rules.originOfVariable(owners.parent(object), owners.reference(object));
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
