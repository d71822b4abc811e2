package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.path.Owner;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What modules hold beside the variables of their scope: the exports of CommonJS modules (objects
 * of the class {@code Module}) and the exported variables of ES modules (cells in a table of the
 * {@code SourceTextModule}).
 */
final class V8Modules {
    private static final int EXPORTS = 3;
    private static final int MODULE_OF_PACKAGE = 5;

    private final HeapGraph graph;
    private final V8Roles roles;
    private final V8Scripts scripts;
    private final Map<Integer, String> commonJs = new HashMap<>();
    private final Map<String, Integer> requires = new HashMap<>();
    private final Map<Integer, String> cells = new HashMap<>();
    private final Map<Integer, String> fileByCell = new HashMap<>();

    V8Modules(HeapGraph graph, V8Roles roles, V8Scripts scripts) {
        this.graph = graph;
        this.roles = roles;
        this.scripts = scripts;
        boolean[] moduleTypes = new boolean[graph.typeCount()];
        for (int type = 0; type < moduleTypes.length; type++) {
            moduleTypes[type] = graph.typeName(type).equals("Module");
        }
        Map<String, Integer> oldest = new HashMap<>();
        for (int object = 0; object < graph.objectCount(); object++) {
            if (roles.of(object) == V8Role.OBJECT && moduleTypes[graph.typeOf(object)]) {
                addCommonJs(object, oldest);
            } else if (roles.of(object) == V8Role.LINK
                    && graph.name(object).equals("system / SourceTextModule")) {
                addEsModule(object);
            }
        }
        oldest.forEach((file, module) -> {
            commonJs.put(module, file);
            requires.put(file, countRequired(module));
        });
    }

    private void addCommonJs(int module, Map<String, Integer> oldest) {
        int file = V8References.named(graph, module, "filename");
        if (file != V8References.NONE && roles.of(file) == V8Role.DATA) {
            oldest.merge(
                    graph.name(file),
                    module,
                    (a, b) -> graph.objectId(a) <= graph.objectId(b) ? a : b);
        }
    }

    private void addEsModule(int module) {
        String file = fileOf(module);
        long end = graph.firstReference(module + 1);
        for (long reference = graph.firstReference(module); reference < end; reference++) {
            if (graph.kind(graph.target(reference)) == ObjectKind.ARRAY) {
                addExports(graph.target(reference), file);
            }
        }
    }

    /** The table of exports: names, each followed by the cell that holds the value. */
    private void addExports(int table, String file) {
        int name = V8References.NONE;
        long end = graph.firstReference(table + 1);
        for (long reference = graph.firstReference(table); reference < end; reference++) {
            int target = graph.target(reference);
            if (roles.of(target) == V8Role.DATA) {
                name = target;
            } else if (roles.of(target) == V8Role.LINK && name != V8References.NONE) {
                if (graph.name(target).equals("system / Cell")) {
                    cells.put(target, graph.name(name));
                    fileByCell.put(target, file);
                }
                name = V8References.NONE;
            }
        }
    }

    private String fileOf(int module) {
        long end = graph.firstReference(module + 1);
        for (long reference = graph.firstReference(module); reference < end; reference++) {
            int target = graph.target(reference);
            if (roles.of(target) == V8Role.OBJECT && graph.name(target).equals("Generator")) {
                int function = V8References.named(graph, target, "function");
                if (function != V8References.NONE) {
                    return scripts.file(function);
                }
            }
        }
        return "";
    }

    /** The name under which a cell's value is exported, or an empty text. */
    String exportedName(int cell) {
        return cells.getOrDefault(cell, "");
    }

    /** How many modules a CommonJS module was the first to require. */
    int requires(String file) {
        return requires.getOrDefault(file, 0);
    }

    private int countRequired(int module) {
        int children = V8References.named(graph, module, "children");
        int count = 0;
        if (children != V8References.NONE) {
            long end = graph.firstReference(children + 1);
            for (long reference = graph.firstReference(children); reference < end; reference++) {
                count += graph.referenceKind(reference) == ReferenceKind.ELEMENT ? 1 : 0;
            }
        }
        return count;
    }

    List<String> files() {
        List<String> files = new ArrayList<>(commonJs.values());
        files.addAll(fileByCell.values());
        return files;
    }

    List<Owner> owners(SourceNames names) {
        List<Owner> owners = new ArrayList<>();
        commonJs.forEach((module, file) ->
                owners.add(
                        new Owner(
                                module,
                                List.of(names.ownerOfScript(file)),
                                SourceNames.isPackage(file) ? MODULE_OF_PACKAGE : EXPORTS)));
        fileByCell.forEach((cell, file) -> {
            if (!SourceNames.isRuntime(file)) {
                owners.add(new Owner(cell, List.of(names.ownerOfScript(file)), 0));
            }
        });
        owners.sort(
                Comparator.comparing((Owner owner) -> owner.labels().getFirst())
                        .thenComparingLong(owner -> graph.objectId(owner.object())));
        return owners;
    }
}
