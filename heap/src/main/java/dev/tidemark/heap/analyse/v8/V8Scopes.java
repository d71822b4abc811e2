package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Scopes that own variables in a person's eyes: those of modules, and those of functions that ran
 * once and whose variables live on. Which closure leads to a scope does not matter then: the owner
 * of a module's variable is the module.
 *
 * <p>The context of a module lies directly below the native context; its file is that of any
 * function made in it. A context whose layout no other context shares was made by a call that
 * happened once.
 */
final class V8Scopes {
    private static final int OWN_MODULE = 0;
    private static final int PACKAGE_MODULE = 3;
    private static final int ONCE_CALLED = 6;
    private static final int RUNTIME_MODULE = 20;

    private final HeapGraph graph;
    private final V8Roles roles;
    private final V8Scripts scripts;

    /** Of each module's context the file. */
    private final Map<Integer, String> modules = new LinkedHashMap<>();

    /** Of contexts that no other shares its layout with, a function made there. */
    private final Map<Integer, Integer> onceCalled = new HashMap<>();

    /** Of the parents of such contexts, the functions made there. */
    private final Map<Integer, List<Integer>> functionsIn = new HashMap<>();

    V8Scopes(HeapGraph graph, V8Roles roles, V8Scripts scripts) {
        this.graph = graph;
        this.roles = roles;
        this.scripts = scripts;
        findScopes();
        findFunctions();
        keepOldestOfEachFile();
    }

    /** The files of all modules that are known. */
    Set<String> files() {
        return new HashSet<>(modules.values());
    }

    /** The context of each module, with its file. */
    Map<Integer, String> modules() {
        return modules;
    }

    private void findScopes() {
        Map<Integer, Integer> contextByLayout = new HashMap<>();
        for (int object = 0; object < graph.objectCount(); object++) {
            if (roles.of(object) == V8Role.CONTEXT) {
                int parent = parentOf(object);
                if (parent == V8References.NONE) {
                    continue;
                }
                if (roles.of(parent) == V8Role.NATIVE_CONTEXT) {
                    modules.put(object, "");
                } else if (layoutOf(object) != V8References.NONE) {
                    contextByLayout.merge(layoutOf(object), object, (_, _) -> V8References.NONE);
                }
            }
        }
        for (int context : contextByLayout.values()) {
            if (context != V8References.NONE) {
                onceCalled.put(context, V8References.NONE);
                functionsIn.put(parentOf(context), new ArrayList<>());
            }
        }
    }

    private void findFunctions() {
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.kind(object) == ObjectKind.CLOSURE) {
                int context = contextOf(object);
                if (context != V8References.NONE) {
                    foundFunction(object, context);
                }
            }
        }
    }

    private void foundFunction(int closure, int context) {
        List<Integer> siblings = functionsIn.get(context);
        if (siblings != null) {
            siblings.add(closure);
        }
        if (onceCalled.getOrDefault(context, closure) == V8References.NONE) {
            onceCalled.put(context, closure);
        }
        int module = context;
        for (int up = 0; up < 8 && module != V8References.NONE; up++) {
            String file = modules.get(module);
            if (file != null) {
                if (file.isEmpty()) {
                    modules.put(module, scripts.file(closure));
                }
                return;
            }
            module = parentOf(module);
        }
    }

    /** A file that was loaded again and again is one module, and its later copies are not. */
    private void keepOldestOfEachFile() {
        Map<String, Integer> oldest = new HashMap<>();
        modules.forEach((context, file) ->
                oldest.merge(
                        file, context, (a, b) -> graph.objectId(a) <= graph.objectId(b) ? a : b));
        modules.entrySet()
                .removeIf(entry ->
                        entry.getValue().isEmpty()
                                || !entry.getKey().equals(oldest.get(entry.getValue())));
    }

    /**
     * The scopes as owners.
     *
     * @param requires how many modules a file requires: what several modules have in a variable
     *     belongs to the one that requires least, because the others got it from there
     */
    List<Owner> owners(SourceNames names, ToIntFunction<String> requires) {
        List<Owner> owners = new ArrayList<>();
        modules.forEach((context, file) ->
                owners.add(new Owner(context, List.of(names.ownerOfScript(file)), cost(file))));
        owners.addAll(onceCalledOwners(names));
        owners.sort(
                Comparator.comparingInt((Owner owner) ->
                                requires.applyAsInt(modules.getOrDefault(owner.object(), "")))
                        .thenComparing(owner -> owner.labels().getFirst())
                        .thenComparingLong(owner -> graph.objectId(owner.object())));
        return owners;
    }

    private static int cost(String file) {
        if (SourceNames.isRuntime(file)) {
            return RUNTIME_MODULE;
        }
        return SourceNames.isPackage(file) ? PACKAGE_MODULE : OWN_MODULE;
    }

    private List<Owner> onceCalledOwners(SourceNames names) {
        Map<String, List<Integer>> byLabel = new TreeMap<>();
        onceCalled.forEach((context, closure) -> {
            String label = onceCalledLabel(context, closure, names);
            if (!label.isEmpty()) {
                byLabel.computeIfAbsent(label, _ -> new ArrayList<>()).add(context);
            }
        });
        List<Owner> owners = new ArrayList<>();
        byLabel.forEach((label, contexts) -> {
            if (contexts.size() == 1) {
                owners.add(new Owner(contexts.getFirst(), List.of(label), ONCE_CALLED));
            }
        });
        return owners;
    }

    private String onceCalledLabel(int context, int closure, SourceNames names) {
        if (closure == V8References.NONE || SourceNames.isRuntime(scripts.file(closure))) {
            return "";
        }
        String functionName = functionName(layoutOf(context));
        for (int candidate : functionsIn.getOrDefault(parentOf(context), List.of())) {
            if (!functionName.isEmpty() && graph.name(candidate).equals(functionName)) {
                SourceLocation at = scripts.location(candidate);
                return "function %s (%s:%d)"
                        .formatted(
                                scripts.name(candidate, functionName),
                                names.shorten(at.file()),
                                at.line());
            }
        }
        return "";
    }

    /** A function scope names its function just before the inferred name and the outer scope. */
    private String functionName(int layout) {
        long outer = -1;
        Map<Integer, Integer> slots = new HashMap<>();
        long end = graph.firstReference(layout + 1);
        for (long reference = graph.firstReference(layout); reference < end; reference++) {
            if (graph.referenceKind(reference) == ReferenceKind.HIDDEN) {
                int index = Integer.parseInt(graph.referenceName(reference));
                slots.put(index, graph.target(reference));
                if (graph.kind(graph.target(reference)) == ObjectKind.CODE) {
                    outer = index;
                }
            }
        }
        int name = slots.getOrDefault((int) outer - 2, V8References.NONE);
        return name != V8References.NONE && graph.kind(name) == ObjectKind.STRING
                ? graph.name(name)
                : "";
    }

    private int contextOf(int closure) {
        return V8References.internal(graph, closure, target -> roles.of(target) == V8Role.CONTEXT);
    }

    private int parentOf(int context) {
        return V8References.internal(
                graph,
                context,
                target ->
                        roles.of(target) == V8Role.CONTEXT
                                || roles.of(target) == V8Role.NATIVE_CONTEXT);
    }

    private int layoutOf(int context) {
        return V8References.internal(
                graph, context, target -> graph.kind(target) == ObjectKind.CODE);
    }
}
