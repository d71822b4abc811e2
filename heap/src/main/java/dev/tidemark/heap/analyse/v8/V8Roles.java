package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The role of every object, and which objects are prototypes: one byte and one bit an object. */
final class V8Roles {
    private static final V8Role[] ROLES = V8Role.values();

    /** Where each role stands in {@link #ROLES}. */
    private static final Map<V8Role, Byte> CODES = codes();

    /** Hidden things that hold values of the program, not work of V8. */
    private static final Set<String> LINKS =
            Set.of(
                    "system / PromiseReaction",
                    "system / WeakCell",
                    "system / Cell",
                    "system / PropertyCell",
                    "system / SourceTextModule",
                    "system / AccessorPair",
                    "system / AsyncGeneratorRequest",
                    "system / CallSiteInfo",
                    "system / ErrorStackData",
                    "system / PromiseCapability");

    private final byte[] roles;
    private final BitSet prototypes = new BitSet();

    private V8Roles(int objects) {
        roles = new byte[objects];
    }

    static V8Roles of(HeapGraph graph) {
        V8Roles all = new V8Roles(graph.objectCount());
        boolean[] contextTypes = contextTypes(graph);
        for (int object = 0; object < graph.objectCount(); object++) {
            V8Role role = role(graph, object, contextTypes);
            all.roles[object] = Objects.requireNonNull(CODES.get(role));
            if (graph.kind(object) == ObjectKind.SHAPE) {
                all.markPrototype(graph, object);
            }
        }
        return all;
    }

    private static Map<V8Role, Byte> codes() {
        Map<V8Role, Byte> codes = new EnumMap<>(V8Role.class);
        for (byte code = 0; code < ROLES.length; code++) {
            codes.put(ROLES[code], code);
        }
        return codes;
    }

    V8Role of(int object) {
        return ROLES[roles[object]];
    }

    /** Whether other objects inherit from this one. */
    boolean isPrototype(int object) {
        return prototypes.get(object);
    }

    private static boolean[] contextTypes(HeapGraph graph) {
        boolean[] contexts = new boolean[graph.typeCount()];
        for (int type = 0; type < contexts.length; type++) {
            contexts[type] = isContext(graph.typeName(type));
        }
        return contexts;
    }

    /** Chrome 150 says of each what scope it is: {@code system / Context / scope @7}. */
    private static boolean isContext(String type) {
        return type.equals("system / Context") || type.startsWith("system / Context / ");
    }

    private static V8Role role(HeapGraph graph, int object, boolean[] contextTypes) {
        return switch (graph.kind(object)) {
            case SYNTHETIC -> synthetic(graph.name(object));
            case NATIVE -> V8Role.EMBEDDER;
            case CLOSURE -> V8Role.CLOSURE;
            case ARRAY -> V8Role.STORAGE;
            case OBJECT, CLASS, OTHER ->
                    contextTypes[graph.typeOf(object)] ? V8Role.CONTEXT : V8Role.OBJECT;
            case REGEXP -> V8Role.OBJECT;
            case STRING, CONCATENATED_STRING, SLICED_STRING, NUMBER, SYMBOL, BIGINT -> V8Role.DATA;
            case CODE, SHAPE -> V8Role.BOOKKEEPING;
            case HIDDEN -> hidden(graph.name(object));
        };
    }

    private static V8Role synthetic(String name) {
        return name.startsWith("Node /") ? V8Role.EMBEDDER : V8Role.ROOTS;
    }

    private static V8Role hidden(String name) {
        if (name.equals("system / NativeContext")) {
            return V8Role.NATIVE_CONTEXT;
        }
        return LINKS.contains(name) ? V8Role.LINK : V8Role.BOOKKEEPING;
    }

    private void markPrototype(HeapGraph graph, int shape) {
        long end = graph.firstReference(shape + 1);
        for (long reference = graph.firstReference(shape); reference < end; reference++) {
            if (graph.referenceName(reference).equals("prototype")) {
                prototypes.set(graph.target(reference));
            }
        }
    }
}
