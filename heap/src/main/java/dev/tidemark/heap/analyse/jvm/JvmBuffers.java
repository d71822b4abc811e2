package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Objects whose contents are an array of characters or numbers: strings, builders, streams into
 * memory, lists of numbers. They are known by their fields, an array and how much of it is in use;
 * a string has no count, as all of it is.
 */
final class JvmBuffers {
    private static final Set<String> ARRAYS =
            Set.of("value", "buf", "buffer", "data", "bytes", "array", "a", "elements", "values");

    private static final Set<String> COUNTS = Set.of("count", "size", "length", "used");

    /** The kinds of fields that count: {@code short}, {@code int}, {@code long}. */
    private static final String COUNTERS = "SIJ";

    private static final long NO_COUNT = -1;

    private final JvmHeap heap;
    private final JvmTypes types;
    private final boolean[] isBuffer;

    /** What a type's field for the number of elements in use is called; empty if it has none. */
    private final String[] countField;

    JvmBuffers(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        this.types = types;
        isBuffer = new boolean[heap.typeCount()];
        countField = new String[heap.typeCount()];
        for (int type = 0; type < isBuffer.length; type++) {
            JvmRole role = types.of(type);
            countField[type] = countField(type);
            boolean canBe = role == JvmRole.OBJECT || role == JvmRole.PLATFORM;
            isBuffer[type] =
                    heap.typeName(type).equals("java.lang.String")
                            || (canBe && !countField[type].isEmpty() && hasArray(type));
        }
    }

    private String countField(int type) {
        return heap.fields(type).stream()
                .filter(field -> field.kind() == 'I' && COUNTS.contains(field.name()))
                .map(Field::name)
                .findFirst()
                .orElse("");
    }

    private boolean hasArray(int type) {
        return heap.fields(type).stream()
                .anyMatch(field -> field.isReference() && ARRAYS.contains(field.name()));
    }

    /** Whether objects of the type may have such an array. */
    boolean isBuffer(int type) {
        return isBuffer[type];
    }

    /** The array with the contents of a buffer. */
    OptionalInt array(int buffer) {
        long end = heap.firstReference(buffer + 1);
        for (long reference = heap.firstReference(buffer); reference < end; reference++) {
            int target = heap.target(reference);
            int field = heap.field(buffer, reference);
            if (field != JvmHeap.NO_FIELD
                    && types.of(heap.typeOf(target)) == JvmRole.DATA
                    && ARRAYS.contains(heap.fields(heap.typeOf(buffer)).get(field).name())) {
                return OptionalInt.of(target);
            }
        }
        return OptionalInt.empty();
    }

    /** Bytes in use within a buffer, or within an array of numbers; 0 for other objects. */
    long used(int object) {
        int type = heap.typeOf(object);
        if (!isBuffer[type]) {
            return types.isNumbers(type) ? heap.shallowSize(object) : 0;
        }
        OptionalInt array = array(object);
        if (array.isEmpty()) {
            return 0;
        }
        long bytes = heap.shallowSize(array.getAsInt());
        // How long an array is and what is in a field stands in the file: not to be asked for
        // strings.
        return countField[type].isEmpty() ? bytes : used(object, array.getAsInt(), bytes);
    }

    /**
     * The whole numbers in the fields of an object that may say how much of an array of numbers of
     * its own is in use, as bytes of the array.
     */
    Map<String, Long> usedBeside(int array, int holder) {
        Map<String, Long> used = new HashMap<>();
        long length = heap.length(array).orElse(0);
        for (Field field : heap.fields(heap.typeOf(holder))) {
            if (COUNTERS.indexOf(field.kind()) >= 0) {
                long count = heap.number(holder, field.name()).orElse(NO_COUNT);
                if (count >= 0 && count <= length && length > 0) {
                    used.put(field.name(), heap.shallowSize(array) * count / length);
                }
            }
        }
        return used;
    }

    private long used(int buffer, int array, long bytes) {
        int type = heap.typeOf(buffer);
        long length = heap.length(array).orElse(0);
        long count = heap.number(buffer, countField[type]).orElse(length);
        boolean wide = types.isPlatform(type) && heap.number(buffer, "coder").orElse(0) == 1;
        return length == 0 ? 0 : bytes * Math.min(length, wide ? 2 * count : count) / length;
    }
}
