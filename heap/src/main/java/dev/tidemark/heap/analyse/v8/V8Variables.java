package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.SourceResolver.Place;
import dev.tidemark.model.SourceResolver.Variable;
import dev.tidemark.model.SourceResolver.Written;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the variables in a context were called where they were written, and where that is.
 *
 * <p>A context does not say which code made it. But all contexts that one piece of code makes share
 * a layout, and some function was made in one of them: its place leads to the scope around it. V8
 * names the variables of functions and modules, not those of blocks; these are told by their order.
 */
final class V8Variables {
    /** Contexts around a function that it can lead to. */
    private static final int DEEPEST = 8;

    private final HeapGraph graph;
    private final V8Roles roles;
    private final V8Scripts scripts;
    private final SourceResolver sources;

    /** Of each layout of contexts, a function made there. */
    private final Map<Integer, Witness> witnesses = new HashMap<>();

    private final Map<Slot, Optional<Variable>> variables = new HashMap<>();
    private final Map<Integer, Boolean> madeLayouts = new HashMap<>();
    private boolean witnessesAreFound;

    V8Variables(HeapGraph graph, V8Roles roles, V8Scripts scripts, SourceResolver sources) {
        this.graph = graph;
        this.roles = roles;
        this.scripts = scripts;
        this.sources = sources;
    }

    /**
     * A function from which a context can be seen.
     *
     * @param depth how many contexts lie between them
     */
    private record Witness(int closure, int depth) {}

    private record Slot(int layout, String name) {}

    /** What a variable with a name was before its script was made; empty if it was not. */
    Optional<Variable> made(int context, long reference) {
        return isMade(layoutOf(context)) ? named(context, reference) : Optional.empty();
    }

    /** To ask this is cheap; to ask where a variable is declared, the whole script is read. */
    private boolean isMade(int layout) {
        return !sources.equals(SourceResolver.NONE)
                && layout != V8References.NONE
                && madeLayouts.computeIfAbsent(
                        layout,
                        key ->
                                place(key)
                                        .filter(at -> !sources.files(at.script()).isEmpty())
                                        .isPresent());
    }

    /** Where a variable with a name is declared. */
    Optional<Variable> named(int context, long reference) {
        int layout = layoutOf(context);
        if (sources.equals(SourceResolver.NONE) || layout == V8References.NONE) {
            return Optional.empty();
        }
        return variables.computeIfAbsent(
                new Slot(layout, graph.referenceName(reference)),
                slot ->
                        place(layout)
                                .flatMap(at -> sources.variable(at, names(context), slot.name())));
    }

    /** The variable of a block that an unnamed reference stands for. */
    Optional<Written> unnamed(int context, long reference) {
        int layout = layoutOf(context);
        if (sources.equals(SourceResolver.NONE)
                || layout == V8References.NONE
                || graph.referenceKind(reference) != ReferenceKind.HIDDEN) {
            return Optional.empty();
        }
        List<Written> block =
                place(layout).map(at -> sources.block(at, depth(layout))).orElse(List.of());
        // Numbers have no reference and take no index: only a full house tells who is who.
        return block.size() == hiddenSlots(context)
                ? Optional.of(block.get(Integer.parseInt(graph.referenceName(reference))))
                : Optional.empty();
    }

    private int hiddenSlots(int context) {
        int slots = 0;
        long end = graph.firstReference(context + 1);
        for (long at = graph.firstReference(context); at < end; at++) {
            if (graph.referenceKind(at) == ReferenceKind.HIDDEN) {
                slots = Math.max(slots, Integer.parseInt(graph.referenceName(at)) + 1);
            }
        }
        return slots;
    }

    private Set<String> names(int context) {
        Set<String> names = new LinkedHashSet<>();
        long end = graph.firstReference(context + 1);
        for (long at = graph.firstReference(context); at < end; at++) {
            if (graph.referenceKind(at) == ReferenceKind.CONTEXT) {
                names.add(graph.referenceName(at));
            }
        }
        return names;
    }

    private Optional<Place> place(int layout) {
        findWitnesses();
        Witness witness = witnesses.get(layout);
        return witness == null ? Optional.empty() : scripts.place(witness.closure());
    }

    private int depth(int layout) {
        Witness witness = witnesses.get(layout);
        return witness == null ? 0 : witness.depth();
    }

    private void findWitnesses() {
        if (witnessesAreFound) {
            return;
        }
        witnessesAreFound = true;
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.kind(object) == ObjectKind.CLOSURE) {
                addWitness(object);
            }
        }
    }

    private void addWitness(int closure) {
        int context = contextOf(closure);
        for (int depth = 0; depth < DEEPEST && context != V8References.NONE; depth++) {
            int layout = layoutOf(context);
            Witness known = witnesses.get(layout);
            if (known != null && known.depth() <= depth) {
                return;
            }
            if (layout != V8References.NONE) {
                witnesses.put(layout, new Witness(closure, depth));
            }
            context = contextOf(context);
        }
    }

    private int contextOf(int object) {
        return V8References.internal(graph, object, target -> roles.of(target) == V8Role.CONTEXT);
    }

    private int layoutOf(int context) {
        return V8References.internal(
                graph, context, target -> graph.kind(target) == ObjectKind.CODE);
    }
}
