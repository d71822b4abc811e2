package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.model.SourceLocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which file a function is in. Snapshots have no table of scripts: the way leads from a closure
 * over its {@code shared} function to the script, whose name is the file; it is walked once a
 * script.
 */
final class V8Scripts {
    private final HeapGraph graph;
    private final Map<Integer, String> fileByScript = new HashMap<>();

    V8Scripts(HeapGraph graph) {
        this.graph = graph;
    }

    /** The file as V8 names it, or an empty text. */
    String file(int closure) {
        Optional<HeapGraph.ScriptPosition> position = graph.position(closure);
        if (position.isEmpty()) {
            return fileOf(closure);
        }
        return fileByScript.computeIfAbsent(position.get().scriptId(), _ -> fileOf(closure));
    }

    /** File, line and column, as far as they are known. */
    SourceLocation location(int closure) {
        String file = file(closure);
        return graph.position(closure)
                .map(at -> new SourceLocation(file, at.line() + 1, at.column() + 1))
                .orElse(new SourceLocation(file, 0, 0));
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
                return graph.name(graph.target(reference));
            }
        }
        return "";
    }

    private static boolean isScript(String name) {
        return name.equals("script") || name.equals("script_or_debug_info");
    }
}
