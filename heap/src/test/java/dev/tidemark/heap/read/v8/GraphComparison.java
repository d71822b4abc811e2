package dev.tidemark.heap.read.v8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.heap.graph.HeapGraph;
import java.util.HashMap;
import java.util.Map;

/** Says that two graphs tell the same about every object and every reference. */
final class GraphComparison {
    private GraphComparison() {}

    /**
     * Fails at the first difference.
     *
     * @param what the case, for the failure message: the seed, above all
     */
    static void assertSame(HeapGraph actual, HeapGraph expected, String what) {
        assertThat(actual.root()).as("%s: root", what).isEqualTo(expected.root());
        assertThat(actual.objectCount()).as("%s: objects", what).isEqualTo(expected.objectCount());
        assertThat(actual.referenceCount())
                .as("%s: references", what)
                .isEqualTo(expected.referenceCount());
        for (int object = 0; object < expected.objectCount(); object++) {
            assertThat(describe(actual, object))
                    .as("%s: object %d", what, object)
                    .isEqualTo(describe(expected, object));
        }
        for (long reference = 0; reference < expected.referenceCount(); reference++) {
            assertThat(describe(actual, reference))
                    .as("%s: reference %d", what, reference)
                    .isEqualTo(describe(expected, reference));
        }
        assertSameTypes(actual, expected, what);
    }

    private static String describe(HeapGraph graph, int object) {
        return "%s %s @%d, %d bytes, %s, references from %d to %d"
                .formatted(
                        graph.kind(object),
                        graph.name(object),
                        graph.objectId(object),
                        graph.shallowSize(object),
                        graph.position(object),
                        graph.firstReference(object),
                        graph.firstReference(object + 1));
    }

    private static String describe(HeapGraph graph, long reference) {
        return "%s %s to %d, %s"
                .formatted(
                        graph.referenceKind(reference),
                        graph.referenceName(reference),
                        graph.target(reference),
                        graph.retains(reference) ? "retaining" : "not retaining");
    }

    /** The same names, and the same objects together; the numbers may differ. */
    private static void assertSameTypes(HeapGraph actual, HeapGraph expected, String what) {
        Map<Integer, Integer> expectedByActual = new HashMap<>();
        Map<Integer, Integer> actualByExpected = new HashMap<>();
        for (int object = 0; object < expected.objectCount(); object++) {
            int actualType = actual.typeOf(object);
            int expectedType = expected.typeOf(object);
            assertThat(actual.typeName(actualType))
                    .as("%s: type of object %d", what, object)
                    .isEqualTo(expected.typeName(expectedType));
            expectedByActual.putIfAbsent(actualType, expectedType);
            actualByExpected.putIfAbsent(expectedType, actualType);
            assertThat(expectedByActual.get(actualType))
                    .as("%s: what is of one type with object %d", what, object)
                    .isEqualTo(expectedType);
            assertThat(actualByExpected.get(expectedType))
                    .as("%s: what is of one type with object %d", what, object)
                    .isEqualTo(actualType);
        }
    }
}
