package dev.tidemark.heap.analyse.v8;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.graph.ObjectKind;
import dev.tidemark.heap.graph.ReferenceKind;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Which objects are used as dictionaries, so that their keys are data and not names: those with
 * many properties most of which hold things of one type that are not functions. Decided once an
 * object.
 */
final class V8Dictionaries {
    private static final int MANY = 32;
    private static final int SAMPLE = 256;

    private final HeapGraph graph;
    private final BitSet decided = new BitSet();
    private final BitSet dictionaries = new BitSet();

    V8Dictionaries(HeapGraph graph) {
        this.graph = graph;
    }

    boolean isDictionary(int object) {
        if (!decided.get(object)) {
            decided.set(object);
            dictionaries.set(object, looksLikeOne(object));
        }
        return dictionaries.get(object);
    }

    private boolean looksLikeOne(int object) {
        long first = graph.firstReference(object);
        long end = graph.firstReference(object + 1);
        if (end - first < MANY || !isPlain(object)) {
            return false;
        }
        Map<Integer, Integer> countByType = new HashMap<>();
        int properties = 0;
        for (long reference = first; reference < end && properties < SAMPLE; reference++) {
            int target = graph.target(reference);
            if (graph.referenceKind(reference) == ReferenceKind.PROPERTY
                    && graph.kind(target) != ObjectKind.CLOSURE
                    && graph.kind(target) != ObjectKind.HIDDEN) {
                properties++;
                countByType.merge(graph.typeOf(target), 1, Integer::sum);
            }
        }
        int most = countByType.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return properties >= MANY && most * 2 > properties;
    }

    private boolean isPlain(int object) {
        String type = graph.typeName(graph.typeOf(object));
        return type.equals("Object") || type.startsWith("{");
    }
}
