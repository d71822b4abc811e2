package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds code that keeps a collection within a bound: a function near it that adds, asks for the
 * size and removes. Snapshots have no code, but the names that a function uses lie in the constant
 * pool of its bytecode.
 */
final class V8Limits {
    /** A scope with more functions than this says nothing about one of its variables. */
    private static final int MOST_FUNCTIONS = 400;

    /** From the function over its compiled code to the bytecode and its constants. */
    private static final int TO_CONSTANTS = 4;

    private static final int PROTOTYPES = 3;

    private final HeapGraph graph;
    private final V8Roles roles;

    V8Limits(HeapGraph graph, V8Roles roles) {
        this.graph = graph;
        this.roles = roles;
    }

    /**
     * A function that limits collections of a type.
     *
     * @param above the object or scope that holds the collection: its functions are asked
     * @param type of the collection: code that cuts an array says nothing about a Map beside it
     */
    Optional<Integer> limiter(int above, String type) {
        List<Integer> functions =
                roles.of(above) == V8Role.CONTEXT ? functionsIn(above) : methodsOf(above);
        if (functions.size() > MOST_FUNCTIONS) {
            return Optional.empty();
        }
        return functions.stream().filter(function -> limits(constants(function), type)).findFirst();
    }

    private static boolean limits(Set<String> names, String type) {
        return switch (type) {
            case "Map", "Set" -> evictsOldest(names);
            case "Array" -> cutsArray(names);
            default -> evictsOldest(names) || cutsArray(names);
        };
    }

    private static boolean evictsOldest(Set<String> names) {
        return names.contains("size")
                && names.contains("delete")
                && (names.contains("set") || names.contains("add"))
                && (names.contains("keys")
                        || names.contains("values")
                        || names.contains("entries")
                        || names.contains("next"));
    }

    private static boolean cutsArray(Set<String> names) {
        return names.contains("length")
                && (names.contains("push") || names.contains("unshift"))
                && (names.contains("shift") || names.contains("pop") || names.contains("splice"));
    }

    private List<Integer> functionsIn(int scope) {
        List<Integer> functions = new ArrayList<>();
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.kind(object) == ObjectKind.CLOSURE
                    && V8References.internal(graph, object, target -> target == scope)
                            != V8References.NONE) {
                functions.add(object);
            }
        }
        return functions;
    }

    private List<Integer> methodsOf(int object) {
        List<Integer> methods = new ArrayList<>();
        int at = object;
        for (int i = 0; i < PROTOTYPES && at != V8References.NONE; i++) {
            long end = graph.firstReference(at + 1);
            for (long reference = graph.firstReference(at); reference < end; reference++) {
                if (graph.referenceKind(reference) == ReferenceKind.PROPERTY
                        && graph.kind(graph.target(reference)) == ObjectKind.CLOSURE) {
                    methods.add(graph.target(reference));
                }
            }
            at = V8References.named(graph, at, "__proto__");
        }
        return methods;
    }

    /** The names that the bytecode of a function refers to; none while it is not compiled. */
    private Set<String> constants(int function) {
        int shared = V8References.named(graph, function, "shared");
        if (shared == V8References.NONE) {
            return Set.of();
        }
        Deque<Integer> waiting = new ArrayDeque<>(List.of(shared));
        Set<Integer> seen = new HashSet<>(waiting);
        for (int depth = 0; depth < TO_CONSTANTS; depth++) {
            for (int i = waiting.size(); i > 0; i--) {
                int at = waiting.remove();
                if (graph.name(at).equals("(constant pool)")) {
                    return strings(at);
                }
                addCode(at, waiting, seen);
            }
        }
        return Set.of();
    }

    private void addCode(int from, Deque<Integer> waiting, Set<Integer> seen) {
        long end = graph.firstReference(from + 1);
        for (long reference = graph.firstReference(from); reference < end; reference++) {
            int target = graph.target(reference);
            if (graph.kind(target) == ObjectKind.CODE
                    && !graph.referenceName(reference).startsWith("script")
                    && !graph.name(target).equals("system / ScopeInfo")
                    && seen.add(target)) {
                waiting.add(target);
            }
        }
    }

    private Set<String> strings(int pool) {
        Set<String> strings = new HashSet<>();
        long end = graph.firstReference(pool + 1);
        for (long reference = graph.firstReference(pool); reference < end; reference++) {
            if (graph.kind(graph.target(reference)) == ObjectKind.STRING) {
                strings.add(graph.name(graph.target(reference)));
            }
        }
        return strings;
    }
}
