package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What collections of programs and libraries are made of, those too that extend none of the JDK's:
 * tables, further pieces of those, segments, and the collection behind an object that stands before
 * it for its users.
 */
final class JvmParts {
    private static final int NONE = -1;

    private final JvmHeap heap;
    private final JvmTypes types;

    /** Marked: the objects that are only a part of another one. */
    private final BitSet inside;

    /** A class whose objects may be made of other objects, though it is no collection itself. */
    private final boolean[] hasParts;

    /** A collection that is divided into segments. */
    private final boolean[] hasSegments;

    /** The type {@code Object[]}: arrays for contents of any type. */
    private int anyArray = NONE;

    JvmParts(JvmHeap heap, JvmTypes types, BitSet inside) {
        this.heap = heap;
        this.types = types;
        this.inside = inside;
        hasParts = new boolean[heap.typeCount()];
        hasSegments = new boolean[heap.typeCount()];
        findTypes();
    }

    private void findTypes() {
        Set<String> divided = new HashSet<>();
        for (int type = 0; type < hasParts.length; type++) {
            boolean isObject = types.of(type) == JvmRole.OBJECT;
            boolean within = types.families().isWithinCollection(type);
            hasParts[type] = isObject && (within || hasCount(type));
            if (types.families().isSegment(type)) {
                divided.add(JvmNames.outermost(heap.typeName(type)));
            }
            if (heap.typeName(type).equals("java.lang.Object[]")) {
                anyArray = type;
            }
        }
        for (int type = 0; type < hasSegments.length; type++) {
            hasSegments[type] = divided.contains(heap.typeName(type));
        }
    }

    /** Whether the program's part of a class has a field for a whole number. */
    private boolean hasCount(int type) {
        return heap.fields(type).stream()
                .anyMatch(field -> field.kind() == 'I' && !types.isPlatform(field.declaredBy()));
    }

    /** Marks what an object that is no collection of the JDK's is made of. */
    void visitObject(int object, int type) {
        if (!hasParts[type]) {
            return;
        }
        boolean hasTable = false;
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int target = heap.target(reference);
            int targetType = heap.typeOf(target);
            if (targetType == anyArray) {
                hasTable = true;
            } else if (types.families().isMadeOf(type, targetType)
                    || (types.families().isSegment(type)
                            && types.of(targetType) == JvmRole.COLLECTION
                            && types.isPlatform(targetType))) {
                inside.set(target);
            }
        }
        if (hasTable) {
            markTable(object);
        }
    }

    /**
     * A collection that extends none of the JDK's: an array of anything, beside a number. Its keys
     * may be numbers and lie in an array of those.
     */
    private void markTable(int object) {
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int target = heap.target(reference);
            if (heap.typeOf(target) == anyArray) {
                inside.set(target);
                markChunks(target);
            } else if (types.isNumbers(heap.typeOf(target))) {
                inside.set(target);
            }
        }
    }

    /**
     * Arrays among the contents of an array are insides, too, where most contents are none: chains
     * of a table, the next piece of a queue.
     */
    private void markChunks(int first) {
        Deque<Integer> arrays = new ArrayDeque<>(List.of(first));
        while (!arrays.isEmpty()) {
            int array = arrays.remove();
            List<Integer> within = arraysWithin(array);
            long all = heap.firstReference(array + 1) - heap.firstReference(array);
            if (2L * within.size() < all) {
                for (int chunk : within) {
                    inside.set(chunk);
                    arrays.add(chunk);
                }
            }
        }
    }

    private List<Integer> arraysWithin(int array) {
        List<Integer> within = new ArrayList<>();
        long end = heap.firstReference(array + 1);
        for (long reference = heap.firstReference(array); reference < end; reference++) {
            int element = heap.target(reference);
            if (heap.typeOf(element) == anyArray && !inside.get(element)) {
                within.add(element);
            }
        }
        return within;
    }

    private void markSegments(int array) {
        long end = heap.firstReference(array + 1);
        for (long reference = heap.firstReference(array); reference < end; reference++) {
            if (types.families().isSegment(heap.typeOf(heap.target(reference)))) {
                inside.set(heap.target(reference));
            }
        }
    }

    /** Marks what the array of a collection has beside contents. */
    void visitArray(int array, int collection) {
        if (hasSegments[collection]) {
            markSegments(array);
        }
        if (heap.typeOf(array) == anyArray && !types.isPlatform(collection)) {
            markChunks(array);
        }
    }
}
