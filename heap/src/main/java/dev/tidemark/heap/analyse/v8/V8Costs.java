package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * How unlikely a person would draw a reference of V8. Variables and properties cost little, a
 * closure's scope somewhat more, and everything that V8 keeps for itself so much that it is taken
 * only when there is no other way. {@code docs/decisions/0003-owner-paths.md} tells how the numbers
 * were found.
 */
final class V8Costs {
    static final int MAX = 8000;

    private static final int STORAGE = 1;
    private static final int SLOT = 1;
    private static final int PROPERTY = 2;
    private static final int LINK = 3;
    private static final int SCOPE = 4;
    private static final int UNNAMED = 5;

    /** What a program cannot name: values of WeakMaps, what a bound function is bound to. */
    private static final int HIDDEN_OBJECT = 12;

    private static final int OUTER_SCOPE = 40;
    private static final int EMBEDDER = 300;
    private static final int PROTOTYPE = 500;
    private static final int BOOKKEEPING = 1500;
    private static final int BUILT_IN = 2500;

    /** Groups of roots by how much they say; the others only say that V8 needs the object. */
    private static final Map<String, Integer> ROOT_GROUPS =
            Map.of(
                    "(Global handles)", 2000,
                    "(Traced handles)", 2000,
                    "Node / Environment", 2000,
                    "C++ roots", 2000,
                    "(Stack roots)", 4000,
                    "(Handle scope)", 4000);

    private static final int OTHER_ROOTS = 7000;

    private final HeapGraph graph;
    private final V8Roles roles;
    private final V8Timers timers;
    private final IntPredicate isOwner;
    private final Map<Integer, Integer> rootGroups = new HashMap<>();

    V8Costs(HeapGraph graph, V8Roles roles, V8Timers timers, IntPredicate isOwner) {
        this.graph = graph;
        this.roles = roles;
        this.timers = timers;
        this.isOwner = isOwner;
    }

    int of(int from, long reference) {
        int to = graph.target(reference);
        V8Role target = roles.of(to);
        if (target == V8Role.BOOKKEEPING) {
            return BOOKKEEPING;
        }
        return switch (roles.of(from)) {
            case ROOTS -> fromRoots(from, target);
            case EMBEDDER -> EMBEDDER;
            case NATIVE_CONTEXT -> BUILT_IN;
            case CONTEXT -> fromContext(reference, target);
            case CLOSURE, OBJECT ->
                    timers.isRing(from, to) ? BOOKKEEPING : fromObject(reference, to, target);
            case STORAGE -> SLOT;
            case LINK -> LINK;
            case DATA -> STORAGE;
            case BOOKKEEPING -> BOOKKEEPING;
        };
    }

    private int fromRoots(int from, V8Role target) {
        if (target == V8Role.ROOTS) {
            return 0;
        }
        return rootGroups.computeIfAbsent(
                from, root -> ROOT_GROUPS.getOrDefault(graph.name(root), OTHER_ROOTS));
    }

    private int fromContext(long reference, V8Role target) {
        if (target == V8Role.CONTEXT) {
            return OUTER_SCOPE;
        }
        return graph.referenceKind(reference) == ReferenceKind.CONTEXT ? PROPERTY : UNNAMED;
    }

    private int fromObject(long reference, int to, V8Role target) {
        return switch (graph.referenceKind(reference)) {
            case PROPERTY -> roles.isPrototype(to) ? PROTOTYPE : PROPERTY;
            case ELEMENT -> PROPERTY;
            case INTERNAL ->
                    switch (target) {
                        case STORAGE -> STORAGE;
                        // A module owns its variables, whichever of its functions is met first.
                        case CONTEXT -> isOwner.test(to) ? OUTER_SCOPE : SCOPE;
                        case NATIVE_CONTEXT -> BUILT_IN;
                        case LINK -> LINK;
                        default -> roles.isPrototype(to) ? PROTOTYPE : HIDDEN_OBJECT;
                    };
            case CONTEXT, LOCAL, STATIC, HIDDEN, SHORTCUT, WEAK, OTHER -> UNNAMED;
        };
    }
}
