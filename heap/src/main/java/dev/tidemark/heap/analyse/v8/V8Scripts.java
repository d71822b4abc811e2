package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.SourceLocation;
import dev.tidemark.model.SourceResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which file a function is in, and what it was called there. Snapshots have no table of scripts:
 * the way leads from a closure over its {@code shared} function to the script, whose name is the
 * file; it is walked once a script.
 */
final class V8Scripts {
    private static final String KIND = "system / Script / ";

    private final HeapGraph graph;
    private final SourceResolver sources;
    private final Map<Integer, String> fileByScript = new HashMap<>();
    private boolean allAreRead;

    V8Scripts(HeapGraph graph, SourceResolver sources) {
        this.graph = graph;
        this.sources = sources;
    }

    /** The script as V8 names it, or an empty text. */
    String file(int object) {
        Optional<HeapGraph.ScriptPosition> position = graph.position(object);
        if (position.isEmpty()) {
            return fileOf(object);
        }
        if (graph.kind(object) == ObjectKind.CLOSURE) {
            return fileByScript.computeIfAbsent(position.get().scriptId(), _ -> fileOf(object));
        }
        // The script of an object's class: only functions know their script.
        if (!fileByScript.containsKey(position.get().scriptId())) {
            readAll();
        }
        return fileByScript.getOrDefault(position.get().scriptId(), "");
    }

    private void readAll() {
        if (allAreRead) {
            return;
        }
        allAreRead = true;
        for (int object = 0; object < graph.objectCount(); object++) {
            if (graph.kind(object) == ObjectKind.CLOSURE) {
                file(object);
            }
        }
    }

    /** Where a function or the class of an object begins, if its script has a name. */
    Optional<SourceResolver.Place> place(int object) {
        Optional<HeapGraph.ScriptPosition> position = graph.position(object);
        if (position.isEmpty()) {
            return Optional.empty();
        }
        String file = file(object);
        return SourceNames.isRuntime(file)
                ? Optional.empty()
                : Optional.of(
                        new SourceResolver.Place(
                                file, position.get().line(), position.get().column()));
    }

    /** File, line and column, as far as they are known; those of the original if it was made. */
    SourceLocation location(int object) {
        return written(object)
                .map(SourceResolver.Written::location)
                .orElseGet(() -> runtimeLocation(object));
    }

    private SourceLocation runtimeLocation(int object) {
        String file = file(object);
        return graph.position(object)
                .map(at -> new SourceLocation(file, at.line() + 1, at.column() + 1))
                .orElse(new SourceLocation(file, 0, 0));
    }

    /** What the function or the class of an object was before it was made into a script. */
    Optional<SourceResolver.Written> written(int object) {
        return place(object).flatMap(sources::function);
    }

    /** The name as it was written, or else the one that it runs under. */
    String name(int object, String runtimeName) {
        String name = written(object).map(SourceResolver.Written::name).orElse(null);
        return name == null ? runtimeName : name;
    }

    private String fileOf(int closure) {
        int shared = V8References.named(graph, closure, "shared");
        if (shared == V8References.NONE) {
            return "";
        }
        long end = graph.firstReference(shared + 1);
        for (long reference = graph.firstReference(shared); reference < end; reference++) {
            if (graph.referenceKind(reference) == ReferenceKind.INTERNAL
                    && graph.kind(graph.target(reference)) == ObjectKind.CODE
                    && isScript(graph.referenceName(reference))) {
                return withoutKind(graph.name(graph.target(reference)));
            }
        }
        return "";
    }

    /** Chrome 150 says that it is a script: {@code system / Script / https://shop/app.js}. */
    private static String withoutKind(String script) {
        return script.startsWith(KIND) ? script.substring(KIND.length()) : script;
    }

    private static boolean isScript(String name) {
        return name.equals("script") || name.equals("script_or_debug_info");
    }
}
