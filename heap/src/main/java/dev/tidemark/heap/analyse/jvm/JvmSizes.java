package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** What objects of a program or of its packages have in a field {@code size}. */
final class JvmSizes {
    private static final String SIZE = "size";

    /** So many objects are looked at: each is read from the dump. */
    private static final int MOST_OBJECTS = 2000;

    /** Where there are more values than this, they are counts. */
    private static final int MOST_VALUES = 8;

    private final JvmHeap heap;
    private final JvmTypes types;

    JvmSizes(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        this.types = types;
    }

    Set<Long> of(String typeName) {
        boolean[] isOne = new boolean[heap.typeCount()];
        boolean any = false;
        for (int type = 0; type < isOne.length; type++) {
            isOne[type] =
                    types.of(type) == JvmRole.OBJECT
                            && types.name(type).equals(typeName)
                            && heap.fields(type).stream()
                                    .anyMatch(field -> field.name().equals(SIZE));
            any |= isOne[type];
        }
        return any ? values(isOne) : Set.of();
    }

    private Set<Long> values(boolean[] isOne) {
        Set<Long> values = new HashSet<>();
        int seen = 0;
        for (int object = 0; object < heap.objectCount() && seen < MOST_OBJECTS; object++) {
            if (!isOne[heap.typeOf(object)]) {
                continue;
            }
            OptionalLong value = heap.number(object, SIZE);
            if (value.isPresent()) {
                values.add(value.getAsLong());
                seen++;
            }
            if (values.size() > MOST_VALUES) {
                return Set.of();
            }
        }
        return values;
    }
}
