package dev.tidemark.explain.patterns.v8;

import dev.tidemark.explain.patterns.Suspect;
import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.RuntimeRules;
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
 * A suspect in a heap of V8, and what can be asked there: functions, scopes, properties.
 *
 * @param common what can be asked of any runtime
 */
record V8Suspect(Suspect common) {
    private HeapGraph graph() {
        return common.snapshot().graph();
    }

    private RuntimeRules rules() {
        return common.snapshot().rules();
    }

    Accumulation accumulation() {
        return common.accumulation();
    }

    Step fromEnd(int index) {
        return common.fromEnd(index);
    }

    boolean passes(String stepName) {
        return common.passes(stepName);
    }

    OptionalInt newest() {
        return common.newest();
    }

    String typeOf(int object) {
        return common.typeOf(object);
    }

    double bytesEach() {
        return common.bytesEach();
    }

    String holderName() {
        return common.holderName();
    }

    /** What the property, variable or internal link of that name refers to. */
    OptionalInt follow(int object, String name) {
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

    /** The name of a function, as it was written. */
    String nameOf(int object) {
        return rules().functionName(object, graph().name(object));
    }

    boolean isFunction(int object) {
        return graph().kind(object) == ObjectKind.CLOSURE;
    }

    /** The function itself, or the one that a bound or wrapped function calls. */
    int unwrapped(int function) {
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
    AllocationSite site(int function) {
        SourceLocation at = rules().location(function);
        return new AllocationSite(nameOf(function), at);
    }

    /** The variables in the scope of a function, as text; empty when there are none. */
    String captured(int function) {
        OptionalInt scope = follow(function, "context");
        if (scope.isEmpty()) {
            return "";
        }
        List<String> variables = new ArrayList<>();
        long end = graph().firstReference(scope.getAsInt() + 1);
        for (long reference = graph().firstReference(scope.getAsInt());
                reference < end;
                reference++) {
            // Variables of blocks have names only where the source can be read.
            if (graph().referenceKind(reference) == ReferenceKind.CONTEXT
                    || rules().declaration(scope.getAsInt(), reference).isPresent()) {
                variables.add(
                        "%s : %s"
                                .formatted(
                                        rules().stepName(scope.getAsInt(), reference),
                                        typeOf(graph().target(reference))));
            }
        }
        return String.join(", ", variables.subList(0, Math.min(5, variables.size())));
    }
}
