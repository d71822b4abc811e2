package dev.tidemark.heap.analyse;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.HeapPath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The ways from the root to some objects through their dominators: what every path to them passes.
 * They need nothing but the dominator tree, so they are at hand where a path that a person would
 * tell is too dear.
 */
final class DominatorPaths {
    /** Lists and trees make paths as long as the heap; its ends say what there is to say. */
    private static final int MOST_STEPS = 12;

    private final HeapGraph graph;
    private final DominatorTree dominators;
    private final Ancestors ancestors;

    private DominatorPaths(HeapGraph graph, DominatorTree dominators, Ancestors ancestors) {
        this.graph = graph;
        this.dominators = dominators;
        this.ancestors = ancestors;
    }

    /**
     * Finds the ways to the objects at some places of the preorder.
     *
     * @implNote One sweep over the tree.
     */
    static DominatorPaths to(
            Collection<Integer> positions, HeapGraph graph, DominatorTree dominators) {
        return new DominatorPaths(
                graph, dominators, Ancestors.of(dominators, positions, MOST_STEPS));
    }

    /** The path to one of these; a step that is not held by the one before is {@code ...}. */
    HeapPath at(int position) {
        List<HeapPath.Step> steps = new ArrayList<>();
        int reached = position;
        while (reached != 0 && steps.size() < MOST_STEPS) {
            int dominator = ancestors.parentOf(reached);
            steps.add(step(dominators.objectAt(reached), dominators.objectAt(dominator)));
            reached = dominator;
        }
        if (reached != 0) {
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
