package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Paths through all dominators of an object, with the types and names that the runtime has: what
 * every path to it passes.
 */
public final class DominatorPaths implements ObjectListing {
    /** Lists and trees make paths as long as the heap; its ends say what there is to say. */
    private static final int MOST_STEPS = 12;

    private final HeapGraph graph;

    public DominatorPaths(HeapGraph graph) {
        this.graph = graph;
    }

    @Override
    public boolean lists(int object, int dominator) {
        return object != graph.root() && graph.kind(object) != ObjectKind.SYNTHETIC;
    }

    @Override
    public int mostDominators() {
        return MOST_STEPS;
    }

    /** A step that is not held by the one before is {@code ...}. */
    @Override
    public HeapPath path(List<Integer> upwards) {
        List<HeapPath.Step> steps = new ArrayList<>();
        for (int i = 0; i + 1 < upwards.size(); i++) {
            steps.add(step(upwards.get(i), upwards.get(i + 1)));
        }
        if (upwards.getLast() != graph.root()) {
            steps.add(new HeapPath.Step("...", ""));
        }
        return new HeapPath(steps.reversed());
    }

    private HeapPath.Step step(int object, int dominator) {
        String type = typeOf(object);
        if (dominator == graph.root() || graph.kind(object) == ObjectKind.SYNTHETIC) {
            return new HeapPath.Step(type, "");
        }
        long end = graph.firstReference(dominator + 1);
        for (long reference = graph.firstReference(dominator); reference < end; reference++) {
            if (graph.target(reference) == object && graph.retains(reference)) {
                return new HeapPath.Step(name(reference), type);
            }
        }
        return new HeapPath.Step("...", type);
    }

    /** All classes are of one type, which says nothing: a class goes by its own name. */
    private String typeOf(int object) {
        return graph.kind(object) == ObjectKind.CLASS
                ? "class " + graph.name(object)
                : graph.typeName(graph.typeOf(object));
    }

    private String name(long reference) {
        String name = graph.referenceName(reference);
        ReferenceKind kind = graph.referenceKind(reference);
        return kind == ReferenceKind.ELEMENT || kind == ReferenceKind.HIDDEN
                ? "[" + name + "]"
                : name;
    }
}
