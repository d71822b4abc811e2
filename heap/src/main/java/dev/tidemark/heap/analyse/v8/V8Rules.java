package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the objects of a V8 heap mean: Node.js, and whatever else runs on V8. */
public final class V8Rules implements RuntimeRules {
    private static final int GLOBAL_COST = 4;

    private final HeapGraph graph;
    private final V8Roles roles;
    private final V8Timers timers;
    private final V8Costs costs;
    private final V8Scripts scripts;
    private final V8Modules modules;
    private final V8Dictionaries dictionaries;
    private final SourceNames names;
    private final List<Owner> owners;
    private final BitSet ownerObjects = new BitSet();

    private V8Rules(HeapGraph graph) {
        this.graph = graph;
        roles = V8Roles.of(graph);
        timers = new V8Timers(graph);
        costs = new V8Costs(graph, roles, timers, ownerObjects::get);
        scripts = new V8Scripts(graph);
        dictionaries = new V8Dictionaries(graph);
        V8Scopes scopes = new V8Scopes(graph, roles, scripts);
        modules = new V8Modules(graph, roles, scripts);
        Set<String> files = new HashSet<>(scopes.files());
        files.addAll(modules.files());
        names = SourceNames.of(files);
        owners = new ArrayList<>(scopes.owners(names, modules::requires));
        owners.addAll(modules.owners(names));
        owners.addAll(V8Timers.owners(graph, scopes.modules()));
        addGlobals();
        owners.forEach(owner -> ownerObjects.set(owner.object()));
    }

    public static V8Rules of(HeapGraph graph) {
        return new V8Rules(graph);
    }

    /** The snapshot marks the global object by a shortcut that leaves the root. */
    private void addGlobals() {
        long end = graph.firstReference(graph.root() + 1);
        for (long reference = graph.firstReference(graph.root()); reference < end; reference++) {
            if (graph.referenceKind(reference) == ReferenceKind.SHORTCUT) {
                owners.add(new Owner(graph.target(reference), List.of("global"), GLOBAL_COST));
            }
        }
    }

    @Override
    public List<Owner> owners() {
        return List.copyOf(owners);
    }

    @Override
    public int maxCost() {
        return V8Costs.MAX;
    }

    @Override
    public int cost(int from, long reference) {
        return costs.of(from, reference);
    }

    @Override
    public int[] members(int object) {
        return timers.members(object);
    }

    @Override
    public boolean isInternal(int object) {
        return switch (roles.of(object)) {
            case STORAGE, LINK -> true;
            case ROOTS, EMBEDDER, NATIVE_CONTEXT, CONTEXT, CLOSURE, OBJECT, DATA, BOOKKEEPING ->
                    false;
        };
    }

    @Override
    public long contents(int object) {
        return 0;
    }

    /** V8 writes an object for it. */
    @Override
    public long externalBytes(int object) {
        return 0;
    }

    @Override
    public boolean isBookkeeping(int object) {
        return roles.of(object) == V8Role.BOOKKEEPING;
    }

    @Override
    public boolean isRootGroup(int object) {
        return roles.of(object) == V8Role.ROOTS;
    }

    @Override
    public String stepName(int from, long reference) {
        return switch (graph.referenceKind(reference)) {
            case ELEMENT -> roles.of(from) == V8Role.ROOTS ? V8Steps.HIDDEN : PathTrie.ANY;
            case CONTEXT -> graph.referenceName(reference);
            case PROPERTY ->
                    dictionaries.isDictionary(from) && !ownerObjects.get(from)
                            ? PathTrie.ANY
                            : graph.referenceName(reference);
            case LOCAL, STATIC, INTERNAL, HIDDEN, SHORTCUT, WEAK, OTHER ->
                    internalName(from, reference);
        };
    }

    private String internalName(int from, long reference) {
        if (roles.of(from) == V8Role.LINK || roles.of(from) == V8Role.STORAGE) {
            String exported = modules.exportedName(from);
            return exported.isEmpty() ? PathTrie.ANY : exported;
        }
        if (roles.of(from) == V8Role.CONTEXT) {
            return V8Steps.BLOCK_VARIABLE;
        }
        if (roles.of(from) == V8Role.ROOTS
                || graph.referenceKind(reference) == ReferenceKind.HIDDEN) {
            return V8Steps.HIDDEN;
        }
        String name = graph.referenceName(reference);
        return name.contains(" / part of key (") ? "WeakMap value" : name;
    }

    @Override
    public String typeName(int object) {
        return switch (roles.of(object)) {
            case CLOSURE -> functionName(object);
            case CONTEXT -> V8Steps.CONTEXT;
            case DATA -> dataName(object);
            case OBJECT -> objectName(object);
            case ROOTS, EMBEDDER, NATIVE_CONTEXT, STORAGE, LINK, BOOKKEEPING -> graph.name(object);
        };
    }

    /** Plain objects get names of their fields only when there are many, so not in paths. */
    private String objectName(int object) {
        String type = graph.typeName(graph.typeOf(object));
        return type.startsWith("{") ? "Object" : type;
    }

    private String dataName(int object) {
        return switch (graph.kind(object)) {
            case STRING, CONCATENATED_STRING, SLICED_STRING -> "string";
            case NUMBER -> "number";
            case SYMBOL -> "symbol";
            case BIGINT -> "bigint";
            default -> "data";
        };
    }

    private String functionName(int closure) {
        SourceLocation at = scripts.location(closure);
        String name = graph.name(closure);
        String function = name.isEmpty() ? "function" : "function " + name;
        if (at.file().isEmpty()) {
            return function;
        }
        String file = names.shorten(at.file());
        return at.line() > 0
                ? "%s (%s:%d)".formatted(function, file, at.line())
                : "%s (%s)".formatted(function, file);
    }

    @Override
    public SourceLocation location(int closure) {
        return scripts.location(closure);
    }

    @Override
    public Optional<String> limit(List<Integer> upwards, List<Integer> samples, long entries) {
        return upwards.size() < 2
                ? Optional.empty()
                : new V8Limits(graph, roles)
                        .limiter(upwards.get(1), typeName(upwards.getFirst()))
                        .map(this::functionName)
                        .map(code -> code + " removes entries by their number when it adds one");
    }

    @Override
    public HeapPath readable(List<HeapPath.Step> steps) {
        return V8Steps.readable(steps);
    }
}
