package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.SourceResolver.Place;
import dev.tidemark.model.SourceResolver.Variable;
import dev.tidemark.model.SourceResolver.Written;
import java.util.ArrayList;
import java.util.Comparator;
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

    /**
     * So many functions are asked, each of another place: some, such as those that V8 adds to a
     * class, begin where the text has no function.
     */
    private static final int MOST_WITNESSES = 4;

    /** Of each layout of contexts, functions made there, the nearest first. */
    private final Map<Integer, List<Witness>> witnesses = new HashMap<>();

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
    private record Witness(Place place, int depth) {}

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
                                witnesses(key).stream()
                                        .map(Witness::place)
                                        .anyMatch(at -> !sources.files(at.script()).isEmpty()));
    }

    /** Where a variable with a name is declared. */
    Optional<Variable> named(int context, long reference) {
        int layout = layoutOf(context);
        if (sources.equals(SourceResolver.NONE) || layout == V8References.NONE) {
            return Optional.empty();
        }
        return variables.computeIfAbsent(
                new Slot(layout, graph.referenceName(reference)),
                slot -> declared(slot, names(context)));
    }

    private Optional<Variable> declared(Slot slot, Set<String> together) {
        return witnesses(slot.layout()).stream()
                .map(witness -> sources.variable(witness.place(), together, slot.name()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The variable of a block that an unnamed reference stands for. */
    Optional<Written> unnamed(int context, long reference) {
        int layout = layoutOf(context);
        if (sources.equals(SourceResolver.NONE)
                || layout == V8References.NONE
                || graph.referenceKind(reference) != ReferenceKind.HIDDEN) {
            return Optional.empty();
        }
        int slot = Integer.parseInt(graph.referenceName(reference));
        int slots = hiddenSlots(context);
        // Numbers have no reference and take no index: only a full house tells who is who.
        return witnesses(layout).stream()
                .map(witness -> sources.block(witness.place(), witness.depth()))
                .filter(block -> block.size() == slots)
                .map(block -> block.get(slot))
                .findFirst();
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

    private List<Witness> witnesses(int layout) {
        if (!witnessesAreFound) {
            witnessesAreFound = true;
            for (int object = 0; object < graph.objectCount(); object++) {
                if (graph.kind(object) == ObjectKind.CLOSURE) {
                    addWitness(object);
                }
            }
        }
        return witnesses.getOrDefault(layout, List.of());
    }

    private void addWitness(int closure) {
        int context = contextOf(closure);
        Place place = context == V8References.NONE ? null : scripts.place(closure).orElse(null);
        if (place == null) {
            return;
        }
        boolean news = true;
        for (int depth = 0; news && depth < DEEPEST && context != V8References.NONE; depth++) {
            int layout = layoutOf(context);
            if (layout != V8References.NONE) {
                news = add(layout, new Witness(place, depth));
            }
            context = contextOf(context);
        }
    }

    /** Returns whether it was not known, and may so be news for the contexts around, too. */
    private boolean add(int layout, Witness witness) {
        List<Witness> known = witnesses.computeIfAbsent(layout, _ -> new ArrayList<>());
        if (known.contains(witness)) {
            return false;
        }
        known.add(witness);
        known.sort(Comparator.comparingInt(Witness::depth));
        if (known.size() > MOST_WITNESSES) {
            known.removeLast();
        }
        return true;
    }

    private int contextOf(int object) {
        return V8References.internal(graph, object, target -> roles.of(target) == V8Role.CONTEXT);
    }

    private int layoutOf(int context) {
        return V8References.internal(
                graph, context, target -> graph.kind(target) == ObjectKind.CODE);
    }
}
