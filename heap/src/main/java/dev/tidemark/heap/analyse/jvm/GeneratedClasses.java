package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Classes that a program makes as it runs and gives a loader each, so that they can go again: those
 * of scripts, templates, expressions. They are like entries of whatever keeps them, and no code
 * that somebody wrote.
 */
final class GeneratedClasses {
    /** So many loaders of one kind are made by the program as it runs. */
    private static final int MANY_LOADERS = 16;

    /** With more classes each, they are parts of a program, such as plug-ins or bundles. */
    private static final int MOST_CLASSES_EACH = 3;

    private final BitSet types = new BitSet();

    private GeneratedClasses() {}

    static GeneratedClasses of(JvmHeap heap) {
        Map<Integer, List<Integer>> typesByKind = new HashMap<>();
        Map<Integer, Set<Integer>> loadersByKind = new HashMap<>();
        for (int type = 0; type < heap.typeCount(); type++) {
            OptionalInt loader = heap.loaderOf(type);
            if (loader.isPresent()) {
                int kind = heap.typeOf(loader.getAsInt());
                typesByKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(type);
                loadersByKind.computeIfAbsent(kind, _ -> new HashSet<>()).add(loader.getAsInt());
            }
        }
        GeneratedClasses generated = new GeneratedClasses();
        loadersByKind.forEach((kind, loaders) -> {
            List<Integer> made = typesByKind.getOrDefault(kind, List.of());
            if (loaders.size() >= MANY_LOADERS
                    && made.size() <= MOST_CLASSES_EACH * loaders.size()) {
                made.forEach(generated.types::set);
            }
        });
        return generated;
    }

    /** Whether the type is one. */
    boolean contains(int type) {
        return types.get(type);
    }
}
