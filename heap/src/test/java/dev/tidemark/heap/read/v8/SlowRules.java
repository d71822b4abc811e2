package dev.tidemark.heap.read.v8;

import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Chrome DevTools makes of a snapshot before it computes anything, told as definitions: a
 * reference retains if..., a size moves to the only owner..., a DOM node is detached if...
 */
final class SlowRules {
    private static final Pattern EPHEMERON =
            Pattern.compile(
                    "\\d+ / part of key \\(.*? @\\d+\\) -> value \\(.*? @\\d+\\)"
                            + " pair in WeakMap \\(table @(\\d+)\\)");

    private final SlowV8Snapshot snapshot;
    private final BitSet retaining = new BitSet();
    private final long[] sizes;
    private final BitSet detached = new BitSet();

    SlowRules(SlowV8Snapshot snapshot) {
        this.snapshot = snapshot;
        this.sizes = new long[snapshot.objectCount()];
        findRetaining();
        findSizes();
        findDetached();
    }

    boolean retains(int reference) {
        return retaining.get(reference);
    }

    long shallowSize(int object) {
        return sizes[object];
    }

    boolean isDetached(int object) {
        return detached.get(object);
    }

    private void findRetaining() {
        BitSet globals = new BitSet();
        for (SlowV8Snapshot.Edge edge : snapshot.edges(snapshot.root())) {
            boolean documents =
                    edge.kind() == ReferenceKind.ELEMENT && isDocumentTrees(edge.target());
            if (edge.kind() == ReferenceKind.SHORTCUT || documents) {
                globals.set(edge.target());
            }
        }
        BitSet program = reachable(globals, (_, edge) -> edge.kind() != ReferenceKind.WEAK);
        int reference = 0;
        for (int object = 0; object < snapshot.objectCount(); object++) {
            for (SlowV8Snapshot.Edge edge : snapshot.edges(object)) {
                boolean fromOutside = object != snapshot.root() && !program.get(object);
                boolean hidesProgram = fromOutside && program.get(edge.target());
                retaining.set(reference++, retainsByItself(object, edge) && !hidesProgram);
            }
        }
    }

    private boolean retainsByItself(int from, SlowV8Snapshot.Edge edge) {
        if (edge.target() == from) {
            return false;
        }
        return switch (edge.kind()) {
            case WEAK -> false;
            case SHORTCUT -> from == snapshot.root();
            case INTERNAL -> !isTableSide(from, edge.name());
            case CONTEXT, LOCAL, STATIC, ELEMENT, PROPERTY, HIDDEN, OTHER -> true;
        };
    }

    /** Each WeakMap entry is there twice: from its key, which counts, and from the table. */
    private boolean isTableSide(int from, String name) {
        Matcher matcher = EPHEMERON.matcher(name);
        return matcher.matches() && Long.parseLong(matcher.group(1)) == snapshot.node(from).id();
    }

    private boolean isDocumentTrees(int object) {
        SlowV8Snapshot.Node node = snapshot.node(object);
        return node.kind() == ObjectKind.SYNTHETIC && node.name().equals("(Document DOM trees)");
    }

    /** For each object that a person sees, what hangs from it alone counts with it. */
    private void findSizes() {
        for (int object = 0; object < sizes.length; object++) {
            sizes[object] = snapshot.node(object).size();
        }
        boolean hasProgramRoots =
                snapshot.edges(snapshot.root()).stream()
                        .anyMatch(edge ->
                                isDocumentTrees(edge.target())
                                        || snapshot.kind(edge.target()) != ObjectKind.SYNTHETIC);
        if (!hasProgramRoots) {
            return;
        }
        List<Set<Integer>> owners = owners();
        for (int object = 0; object < sizes.length; object++) {
            if (!isSeen(object) && owners.get(object).size() == 1) {
                int owner = owners.get(object).iterator().next();
                if (owner != snapshot.root() && snapshot.kind(owner) != ObjectKind.SYNTHETIC) {
                    sizes[owner] += snapshot.node(object).size();
                    sizes[object] = 0;
                }
            }
        }
    }

    /** By object: what leads to it through unseen ones only. */
    private List<Set<Integer>> owners() {
        List<Set<Integer>> owners = new ArrayList<>();
        for (int object = 0; object < sizes.length; object++) {
            owners.add(new HashSet<>());
        }
        for (int object = 0; object < sizes.length; object++) {
            if (isSeen(object)) {
                int owner = object;
                BitSet start = new BitSet();
                start.set(owner);
                reachable(start, (from, edge) -> owns(owner, from, edge)).stream()
                        .forEach(reached -> owners.get(reached).add(owner));
            }
        }
        return owners;
    }

    private boolean owns(int owner, int from, SlowV8Snapshot.Edge edge) {
        return edge.kind() != ReferenceKind.WEAK && (from == owner || !isSeen(from));
    }

    private boolean isSeen(int object) {
        SlowV8Snapshot.Node node = snapshot.node(object);
        return switch (node.kind()) {
            case HIDDEN, ARRAY -> false;
            case NATIVE -> !node.name().equals("system / ExternalStringData");
            case STRING,
                    OBJECT,
                    CLASS,
                    CODE,
                    CLOSURE,
                    REGEXP,
                    NUMBER,
                    SYNTHETIC,
                    CONCATENATED_STRING,
                    SLICED_STRING,
                    SYMBOL,
                    BIGINT,
                    SHAPE,
                    OTHER ->
                    true;
        };
    }

    /**
     * DOM nodes know whether they are attached (1) or detached (2), or not (0). What knows nothing
     * is attached if a way of such from an attached one leads to it, else detached likewise.
     */
    private void findDetached() {
        BitSet known = new BitSet();
        BitSet attached = new BitSet();
        for (int object = 0; object < sizes.length; object++) {
            int state = snapshot.node(object).detachedness();
            if (snapshot.kind(object) == ObjectKind.NATIVE && state != 0) {
                known.set(object);
                attached.set(object, state == 1);
                detached.set(object, state == 2);
            }
        }
        BiPredicate<Integer, SlowV8Snapshot.Edge> inherits =
                (_, edge) ->
                        edge.kind() != ReferenceKind.WEAK
                                && edge.kind() != ReferenceKind.HIDDEN
                                && snapshot.kind(edge.target()) == ObjectKind.NATIVE
                                && !known.get(edge.target());
        BitSet allAttached = reachable(attached, inherits);
        known.or(allAttached);
        detached.or(reachable(detached, inherits));
    }

    private BitSet reachable(BitSet start, BiPredicate<Integer, SlowV8Snapshot.Edge> passes) {
        BitSet reached = (BitSet) start.clone();
        ArrayDeque<Integer> open = new ArrayDeque<>(start.stream().boxed().toList());
        while (!open.isEmpty()) {
            int from = open.remove();
            for (SlowV8Snapshot.Edge edge : snapshot.edges(from)) {
                if (!reached.get(edge.target()) && passes.test(from, edge)) {
                    reached.set(edge.target());
                    open.add(edge.target());
                }
            }
        }
        return reached;
    }
}
