package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What programs call their {@code ThreadLocal}s: the static or instance field that holds each. Made
 * on the first question, in one sweep over the references.
 */
final class ThreadLocalNames {
    private static final String UNKNOWN = "(unnamed)";

    private final JvmHeap heap;
    private final JvmTypes types;
    private final Map<Integer, String> names = new HashMap<>();
    private boolean isComplete;

    ThreadLocalNames(JvmHeap heap, JvmTypes types) {
        this.heap = heap;
        this.types = types;
    }

    /** The name of the variable that an entry of a thread's table is about. */
    String of(int entry) {
        OptionalInt threadLocal = heap.follow(entry, "referent");
        if (threadLocal.isEmpty()) {
            return "(collected)";
        }
        if (!isComplete) {
            isComplete = true;
            findHolders();
        }
        return names.getOrDefault(threadLocal.getAsInt(), UNKNOWN);
    }

    private void findHolders() {
        BitSet wanted = new BitSet();
        BitSet threadLocalTypes = new BitSet();
        for (int type = 0; type < heap.typeCount(); type++) {
            threadLocalTypes.set(type, types.extendsOne(type, Set.of("java.lang.ThreadLocal")));
        }
        for (int object = 0; object < heap.objectCount(); object++) {
            wanted.set(object, threadLocalTypes.get(heap.typeOf(object)));
        }
        for (int from = 0; from < heap.objectCount(); from++) {
            long end = heap.firstReference(from + 1);
            for (long reference = heap.firstReference(from); reference < end; reference++) {
                if (wanted.get(heap.target(reference))) {
                    name(from, reference);
                }
            }
        }
    }

    /** A static field's name is better than that of an instance's field. */
    private void name(int from, long reference) {
        int at = heap.field(from, reference);
        if (at == JvmHeap.NO_FIELD || types.of(heap.typeOf(from)) == JvmRole.THREAD_PART) {
            return;
        }
        OptionalInt asClass = heap.typeOfClass(from);
        int type = asClass.orElse(heap.typeOf(from));
        List<Field> fields = asClass.isPresent() ? heap.statics(type) : heap.fields(type);
        Field field = fields.get(at);
        int declaredBy = asClass.isPresent() ? type : field.declaredBy();
        String name = JvmNames.stable(heap.typeName(declaredBy)) + "." + field.name();
        if (asClass.isPresent()) {
            names.put(heap.target(reference), name);
        } else {
            names.putIfAbsent(heap.target(reference), name);
        }
    }
}
