package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.analyse.path.PathTrie;
import dev.tidemark.heap.analyse.path.RuntimeRules;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.CodeOrigin;
import dev.tidemark.model.HeapPath;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
    private final V8Variables variables;
    private final SourceNames names;

    /** The owners of functions in packages, by what paths call the functions. */
    private final Map<String, String> packageFunctions = new HashMap<>();

    private final Map<Integer, String> typeNames = new HashMap<>();

    /** The file of each module's scope, where it was made from one file. */
    private final Map<Integer, String> files = new HashMap<>();

    private final List<Owner> owners;
    private final BitSet ownerObjects = new BitSet();

    private V8Rules(HeapGraph graph, SourceResolver sources) {
        this.graph = graph;
        roles = V8Roles.of(graph);
        timers = new V8Timers(graph);
        costs = new V8Costs(graph, roles, timers, ownerObjects::get);
        scripts = new V8Scripts(graph, sources);
        variables = new V8Variables(graph, roles, scripts, sources);
        dictionaries = new V8Dictionaries(graph);
        V8Scopes scopes = new V8Scopes(graph, roles, scripts);
        modules = new V8Modules(graph, roles, scripts);
        Set<String> allFiles = new HashSet<>(scopes.files());
        allFiles.addAll(modules.files());
        names = SourceNames.of(allFiles, sources);
        scopes.modules().forEach((scope, script) -> addFile(scope, sources.files(script), script));
        owners = new ArrayList<>(scopes.owners(names, modules::requires));
        owners.addAll(modules.owners(names));
        owners.addAll(V8Timers.owners(graph, scopes.modules()));
        addGlobals();
        owners.forEach(owner -> ownerObjects.set(owner.object()));
    }

    /** The rules for a heap whose code is known only as it runs. */
    public static V8Rules of(HeapGraph graph) {
        return of(graph, SourceResolver.NONE);
    }

    /** The rules for a heap, with what people wrote before it became the code that runs. */
    public static V8Rules of(HeapGraph graph, SourceResolver sources) {
        return new V8Rules(graph, sources);
    }

    private void addFile(int scope, List<String> written, String script) {
        if (written.size() <= 1) {
            files.put(scope, written.isEmpty() ? script : written.getFirst());
        }
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
            case CONTEXT -> variableName(from, reference);
            case PROPERTY ->
                    dictionaries.isDictionary(from) && !ownerObjects.get(from)
                            ? PathTrie.ANY
                            : graph.referenceName(reference);
            case LOCAL, STATIC, INTERNAL, HIDDEN, SHORTCUT, WEAK, OTHER ->
                    internalName(from, reference);
        };
    }

    private String variableName(int context, long reference) {
        String name =
                variables
                        .made(context, reference)
                        .map(variable -> variable.written().name())
                        .orElse(null);
        return name == null ? graph.referenceName(reference) : name;
    }

    @Override
    public List<String> labels(Owner owner, long reference) {
        return graph.referenceKind(reference) == ReferenceKind.CONTEXT
                ? variables
                        .made(owner.object(), reference)
                        .filter(SourceResolver.Variable::ofModule)
                        .map(variable -> List.of(names.owner(variable.written().location().file())))
                        .orElse(owner.labels())
                : owner.labels();
    }

    @Override
    public Optional<SourceLocation> declaration(int from, long reference) {
        if (roles.of(from) != V8Role.CONTEXT) {
            return Optional.empty();
        }
        return graph.referenceKind(reference) == ReferenceKind.CONTEXT
                ? variables.named(from, reference).map(variable -> variable.written().location())
                : variables.unnamed(from, reference).map(SourceResolver.Written::location);
    }

    private String internalName(int from, long reference) {
        if (roles.of(from) == V8Role.LINK || roles.of(from) == V8Role.STORAGE) {
            String exported = modules.exportedName(from);
            return exported.isEmpty() ? PathTrie.ANY : exported;
        }
        if (roles.of(from) == V8Role.CONTEXT) {
            String name =
                    variables
                            .unnamed(from, reference)
                            .map(SourceResolver.Written::name)
                            .orElse(null);
            return name == null ? V8Steps.BLOCK_VARIABLE : name;
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
            case CLOSURE -> describe(object);
            case CONTEXT -> V8Steps.CONTEXT;
            case DATA -> dataName(object);
            case OBJECT -> objectName(object);
            case ROOTS, EMBEDDER, NATIVE_CONTEXT, STORAGE, LINK, BOOKKEEPING -> graph.name(object);
        };
    }

    /** Plain objects get names of their fields only when there are many, so not in paths. */
    private String objectName(int object) {
        return typeNames.computeIfAbsent(
                graph.typeOf(object),
                index -> {
                    String type = graph.typeName(index);
                    return type.startsWith("{") ? "Object" : scripts.name(object, type);
                });
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

    private String describe(int closure) {
        SourceLocation at = scripts.location(closure);
        String name = scripts.name(closure, graph.name(closure));
        String function = name.isEmpty() ? "function" : "function " + name;
        if (at.file().isEmpty()) {
            return function;
        }
        String description = "%s (%s)".formatted(function, show(at));
        if (SourceNames.isPackage(at.file())) {
            packageFunctions.put(description, names.owner(at.file()));
        }
        return description;
    }

    @Override
    public String show(SourceLocation location) {
        return new SourceLocation(
                        names.shorten(location.file()), location.line(), location.column())
                .toString();
    }

    @Override
    public Optional<CodeOrigin> origin(int object) {
        return graph.position(object).isEmpty()
                ? Optional.ofNullable(files.get(object)).map(names::origin)
                : Optional.of(originOf(scripts.location(object)));
    }

    /** Where the source cannot be read, the module's file is known still. */
    @Override
    public Optional<String> ownVariable(int from, long reference) {
        return RuntimeRules.super
                .ownVariable(from, reference)
                .or(() ->
                        Optional.ofNullable(files.get(from))
                                .filter(_ ->
                                        graph.referenceKind(reference) == ReferenceKind.CONTEXT)
                                .filter(_ -> declaration(from, reference).isEmpty())
                                .filter(SourceNames::isOwn)
                                .map(file ->
                                        stepName(from, reference) + ", " + names.shorten(file)));
    }

    @Override
    public CodeOrigin originOf(SourceLocation location) {
        return names.origin(location.file());
    }

    @Override
    public SourceLocation location(int object) {
        return scripts.location(object);
    }

    @Override
    public String functionName(int function, String runtimeName) {
        return scripts.name(function, runtimeName);
    }

    @Override
    public Optional<String> limit(List<Integer> upwards, List<Integer> samples, long entries) {
        return upwards.size() < 2
                ? Optional.empty()
                : new V8Limits(graph, roles)
                        .limiter(upwards.get(1), typeName(upwards.getFirst()))
                        .map(this::describe)
                        .map(code -> code + " removes entries by their number when it adds one");
    }

    @Override
    public HeapPath readable(List<HeapPath.Step> steps) {
        return new LibraryPaths(packageFunctions).fromLibrary(V8Steps.readable(steps));
    }
}
