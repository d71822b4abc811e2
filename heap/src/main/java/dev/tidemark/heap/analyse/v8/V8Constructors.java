package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.analyse.Constructors;
import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.model.SourceResolver;
import dev.tidemark.model.SourceResolver.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Finds the scripts of constructors: a snapshot numbers them, and only functions know them. */
public final class V8Constructors {
    private V8Constructors() {}

    /** Cost: looks at functions until one of each script is found. */
    public static Constructors of(HeapGraph graph) {
        Map<Integer, String> files = files(graph, scripts(graph));
        Map<Integer, Place> places = new HashMap<>();
        for (int type = 0; type < graph.typeCount(); type++) {
            int number = type;
            graph.typePosition(type)
                    .filter(at -> files.containsKey(at.scriptId()))
                    .ifPresent(at ->
                            places.put(
                                    number,
                                    new Place(
                                            files.getOrDefault(at.scriptId(), ""),
                                            at.line(),
                                            at.column())));
        }
        return new Constructors(places);
    }

    private static Set<Integer> scripts(HeapGraph graph) {
        Set<Integer> scripts = new HashSet<>();
        for (int type = 0; type < graph.typeCount(); type++) {
            graph.typePosition(type).ifPresent(at -> scripts.add(at.scriptId()));
        }
        return scripts;
    }

    /** By number the names of those scripts that the runtime did not bring itself. */
    private static Map<Integer, String> files(HeapGraph graph, Set<Integer> wanted) {
        V8Scripts scripts = new V8Scripts(graph, SourceResolver.NONE);
        Map<Integer, String> files = new HashMap<>();
        Set<Integer> missing = new HashSet<>(wanted);
        for (int object = 0; object < graph.objectCount() && !missing.isEmpty(); object++) {
            int function = object;
            if (graph.kind(object) == ObjectKind.CLOSURE) {
                graph.position(object)
                        .filter(at -> missing.remove(at.scriptId()))
                        .ifPresent(at -> files.put(at.scriptId(), scripts.file(function)));
            }
        }
        files.values().removeIf(SourceNames::isRuntime);
        return files;
    }
}
