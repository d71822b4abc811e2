package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How many references collections have, by the number of their links and by the elements of their
 * tables. Tables of links do not count, since the links do.
 */
final class JvmSlots {
    private static final String ARRAY = "[]";

    /** Entries that are references themselves go with what they refer to: they hold nothing. */
    private static final Set<String> WEAK = Set.of("java.lang.ref.Reference");

    private final JvmHeap heap;
    private final boolean[] isLink;
    private final boolean[] isTable;

    JvmSlots(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        isLink = new boolean[heap.typeCount()];
        isTable = new boolean[heap.typeCount()];
        Map<String, JvmRole> roles = new HashMap<>();
        for (int type = 0; type < isLink.length; type++) {
            roles.put(heap.typeName(type), types.of(type));
        }
        for (int type = 0; type < isLink.length; type++) {
            String name = heap.typeName(type);
            isLink[type] = types.families().isSlot(type) && !types.extendsOne(type, WEAK);
            isTable[type] =
                    types.of(type) == JvmRole.ARRAY
                            && holdsContents(roles.get(name.replace(ARRAY, "")));
        }
    }

    /** Whether arrays of such objects, of a class that may not be in the dump, hold contents. */
    private static boolean holdsContents(@Nullable JvmRole elements) {
        return elements == null
                || switch (elements) {
                    case COLLECTION, DATA, OBJECT, PLATFORM, THREAD, LOADER -> true;
                    case ROOTS, CLASS, THREAD_PART, NODE, ARRAY, BOOKKEEPING -> false;
                };
    }

    long of(int object) {
        int type = heap.typeOf(object);
        if (isLink[type]) {
            return 1;
        }
        // The first reference of an array is its class.
        return isTable[type]
                ? heap.firstReference(object + 1) - heap.firstReference(object) - 1
                : 0;
    }
}
