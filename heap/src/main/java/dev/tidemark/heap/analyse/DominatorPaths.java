package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from the root to an object through its dominators: what every path to it passes. It needs
 * nothing but the dominator tree, so it is at hand where a path that a person would tell is too
 * dear.
 */
public final class DominatorPaths {
    /** Lists and trees make paths as long as the heap; its ends say what there is to say. */
    private static final int MOST_STEPS = 12;

    private final HeapGraph graph;
    private final DominatorTree dominators;

    public DominatorPaths(HeapGraph graph, DominatorTree dominators) {
        this.graph = graph;
        this.dominators = dominators;
    }

    /**
     * The path to {@code object}; a step that is not held by the one before is named {@code ...}.
     */
    public HeapPath to(int object) {
        List<HeapPath.Step> steps = new ArrayList<>();
        int reached = object;
        while (reached != graph.root() && steps.size() < MOST_STEPS) {
            steps.add(step(reached));
            reached = dominators.immediateDominatorOf(reached);
        }
        if (reached != graph.root()) {
            steps.add(new HeapPath.Step("...", ""));
        }
        return new HeapPath(steps.reversed());
    }

    private HeapPath.Step step(int object) {
        int dominator = dominators.immediateDominatorOf(object);
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
