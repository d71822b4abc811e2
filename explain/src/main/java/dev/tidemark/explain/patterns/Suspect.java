package dev.tidemark.explain.patterns;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.Finding.AllocationSite;
import dev.tidemark.model.HeapPath.Step;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Something that accumulates, with what a pattern may ask about it in the last snapshot.
 *
 * @param accumulation where it accumulates and how
 * @param snapshot the last one, in which the sampled objects are
 */
public record Suspect(Accumulation accumulation, Snapshot snapshot) {
    private HeapGraph graph() {
        return snapshot.graph();
    }

    private RuntimeRules rules() {
        return snapshot.rules();
    }

    /** The path of the holder as the runtime has it. */
    public List<Step> rawPath() {
        return accumulation.rawHolder();
    }

    /** A step of the raw path, counted from its end; an empty one beyond its start. */
    public Step fromEnd(int index) {
        int at = rawPath().size() - 1 - index;
        return at < 0 ? new Step("", "") : rawPath().get(at);
    }

    /** Whether some step of the raw path has that name. */
    public boolean passes(String stepName) {
        return rawPath().stream().anyMatch(step -> step.name().equals(stepName));
    }

    /** One of the newest entries, if any is known. */
    public OptionalInt newest() {
        List<Integer> entries = accumulation.entries();
        return entries.isEmpty() ? OptionalInt.empty() : OptionalInt.of(entries.getLast());
    }

    /** What the property, variable or internal link of that name refers to. */
    public OptionalInt follow(int object, String name) {
        long end = graph().firstReference(object + 1);
        for (long reference = graph().firstReference(object); reference < end; reference++) {
            ReferenceKind kind = graph().referenceKind(reference);
            if (kind != ReferenceKind.ELEMENT
                    && kind != ReferenceKind.HIDDEN
                    && graph().referenceName(reference).equals(name)) {
                return OptionalInt.of(graph().target(reference));
            }
        }
        return OptionalInt.empty();
    }

    /** The type of an object as paths name it. */
    public String typeOf(int object) {
        return rules().typeName(object);
    }

    /** The object's own name: of a function the function's. */
    public String nameOf(int object) {
        return graph().name(object);
    }

    public boolean isFunction(int object) {
        return graph().kind(object) == ObjectKind.CLOSURE;
    }

    /** The function itself, or the one that a bound or wrapped function calls. */
    public int unwrapped(int function) {
        int at = function;
        for (int i = 0; i < 4; i++) {
            OptionalInt inner = follow(at, "bound_function");
            if (inner.isEmpty()) {
                inner = follow(at, "listener");
            }
            if (inner.isEmpty() || !isFunction(inner.getAsInt())) {
                return at;
            }
            at = inner.getAsInt();
        }
        return at;
    }

    /** Where a function is written. */
    public AllocationSite site(int function) {
        SourceLocation at = rules().location(function);
        return new AllocationSite(nameOf(function), at);
    }

    /** The last name in the path that is a person's own: {@code sessions}, {@code bus}. */
    public String holderName() {
        List<Step> steps = accumulation.holder().steps();
        for (int i = steps.size() - 1; i > 0; i--) {
            String name = steps.get(i).name();
            if (!name.startsWith("[") && !name.startsWith("listeners(") && !name.startsWith("<")) {
                return name.replaceFirst("^captures ", "");
            }
        }
        return steps.isEmpty() ? "it" : steps.getFirst().name();
    }

    /** Mean bytes that came with each entry. */
    public double bytesEach() {
        long added = accumulation.totalAdded();
        return added == 0 ? 0 : (double) accumulation.totalBytes() / added;
    }

    /** The variables in the scope of a function, as text; empty when there are none. */
    public String captured(int function) {
        OptionalInt scope = follow(function, "context");
        if (scope.isEmpty()) {
            return "";
        }
        List<String> variables = new ArrayList<>();
        long end = graph().firstReference(scope.getAsInt() + 1);
        for (long reference = graph().firstReference(scope.getAsInt());
                reference < end;
                reference++) {
            if (graph().referenceKind(reference) == ReferenceKind.CONTEXT) {
                variables.add(
                        "%s : %s"
                                .formatted(
                                        graph().referenceName(reference),
                                        typeOf(graph().target(reference))));
            }
        }
        return String.join(", ", variables.subList(0, Math.min(5, variables.size())));
    }
}
