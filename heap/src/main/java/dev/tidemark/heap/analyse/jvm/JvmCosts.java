package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.heap.graph.ReferenceKind;
import dev.tidemark.heap.graph.RootKind;
import java.util.List;
import java.util.Set;

/**
 * How unlikely a person would draw a reference of a JVM. Fields of the program cost little, those
 * of the JDK more, and what the JVM needs for itself so much that it is taken only when there is no
 * other way. {@code docs/decisions/0010-jvm-owners.md} tells how the numbers were found.
 */
final class JvmCosts {
    static final int MAX = 8000;

    /** Where paths start. */
    static final int STATIC_OF_PROGRAM = 0;

    static final int THREAD = 20;
    static final int STATIC_OF_PLATFORM = 300;

    private static final int INSIDE = 1;
    private static final int FIELD = 2;
    private static final int PLATFORM_FIELD = 5;

    /** From an inner object to the one that it was made in: named only when nothing else is. */
    private static final int OUTER = 12;

    /** A pool's worker leads to its pool so, but whoever has the pool in a field is its owner. */
    private static final int PLATFORM_OUTER = 60;

    private static final int LOCAL = 30;

    /**
     * A variable of the JDK's own calls: a pool's loop over its queue, a server's over its sockets.
     */
    private static final int PLATFORM_LOCAL = 90;

    /** What a thread has put aside for itself is often known elsewhere by a better name. */
    private static final int THREAD_LOCAL = 60;

    private static final int TO_THREAD = 60;
    private static final int TO_LOADER = 100;

    /** Queues and lists of the collector's references. */
    private static final int REFERENCE_LINK = 200;

    private static final int CLASSES = 400;
    private static final int OUT_OF_LOADER = 600;
    private static final int CONTEXT_LOADER = 900;
    private static final int BOOKKEEPING = 1500;
    private static final int CLASS_OF_LOADER = 2000;
    private static final int CLASS_OF_OBJECT = 3000;
    private static final int OTHER_ROOT = 5000;

    private static final Set<String> REFERENCE_LINKS = Set.of("queue", "next", "discovered");

    private final JvmHeap heap;
    private final JvmTypes types;
    private final JvmInsides insides;
    private final JvmThreads threads;

    /** For each type what each of its fields costs; made when first asked for. */
    private final int[][] fieldCosts;

    /** For each type what all of its fields cost, or {@link #DIFFERENT}. */
    private final int[] commonCosts;

    private static final int NOT_KNOWN = -1;
    private static final int DIFFERENT = -2;

    JvmCosts(JvmHeap heap, JvmTypes types, JvmInsides insides, JvmThreads threads) {
        this.heap = heap;
        this.types = types;
        this.insides = insides;
        this.threads = threads;
        fieldCosts = new int[heap.typeCount()][];
        commonCosts = new int[heap.typeCount()];
        java.util.Arrays.fill(commonCosts, NOT_KNOWN);
    }

    int of(int from, long reference) {
        int to = heap.target(reference);
        JvmRole source = types.of(heap.typeOf(from));
        return switch (types.of(heap.typeOf(to))) {
            case CLASS -> toClass(source);
            case BOOKKEEPING -> BOOKKEEPING;
            case LOADER -> toLoader(source, reference);
            case THREAD -> source == JvmRole.ROOTS ? fromRoots(to) : TO_THREAD;
            case COLLECTION, ARRAY, PLATFORM, OBJECT, DATA, NODE, THREAD_PART, ROOTS ->
                    insides.isBookkeeping(to) ? BOOKKEEPING : toObject(source, from, reference, to);
        };
    }

    private static int toClass(JvmRole source) {
        return switch (source) {
            case COLLECTION, ARRAY -> CLASS_OF_LOADER;
            case ROOTS -> MAX;
            case CLASS, LOADER, THREAD, THREAD_PART, NODE, DATA, OBJECT, PLATFORM, BOOKKEEPING ->
                    CLASS_OF_OBJECT;
        };
    }

    private int toLoader(JvmRole source, long reference) {
        return switch (source) {
            case ROOTS -> OTHER_ROOT;
            case THREAD -> CONTEXT_LOADER;
            case LOADER -> OUT_OF_LOADER;
            case CLASS ->
                    heap.referenceKind(reference) == ReferenceKind.STATIC ? TO_LOADER : BOOKKEEPING;
            case BOOKKEEPING -> BOOKKEEPING;
            case THREAD_PART, COLLECTION, NODE, ARRAY, DATA, OBJECT, PLATFORM -> TO_LOADER;
        };
    }

    private int toObject(JvmRole source, int from, long reference, int to) {
        return switch (source) {
            case ROOTS -> fromRoots(to);
            case CLASS ->
                    heap.referenceKind(reference) == ReferenceKind.STATIC ? FIELD : BOOKKEEPING;
            case NODE, ARRAY, DATA -> INSIDE;
            case THREAD_PART ->
                    heap.typeName(heap.typeOf(from)).equals(JvmTypes.THREAD_LOCAL_ENTRY)
                            ? THREAD_LOCAL
                            : INSIDE;
            case BOOKKEEPING -> BOOKKEEPING;
            case THREAD ->
                    heap.referenceKind(reference) == ReferenceKind.LOCAL
                            ? local(from, to)
                            : fromField(from, reference);
            case LOADER, COLLECTION, OBJECT, PLATFORM -> fromField(from, reference);
        };
    }

    private int local(int thread, int to) {
        return threads.isProgramLocal(thread, to) ? LOCAL : PLATFORM_LOCAL;
    }

    private int fromRoots(int to) {
        return heap.rootKinds(to).contains(RootKind.JNI_GLOBAL) ? OTHER_ROOT + 500 : OTHER_ROOT;
    }

    private int fromField(int from, long reference) {
        int type = heap.typeOf(from);
        if (commonCosts[type] == NOT_KNOWN) {
            findFieldCosts(type);
        }
        if (commonCosts[type] != DIFFERENT) {
            return commonCosts[type];
        }
        int field = heap.field(from, reference);
        return field == JvmHeap.NO_FIELD ? PLATFORM_FIELD : fieldCosts[type][field];
    }

    private void findFieldCosts(int type) {
        List<Field> fields = heap.fields(type);
        int[] costs = new int[fields.size()];
        int common = NOT_KNOWN;
        for (int i = 0; i < costs.length; i++) {
            if (fields.get(i).isReference()) {
                costs[i] = fieldCost(types.of(type), fields.get(i));
                common = common == NOT_KNOWN || common == costs[i] ? costs[i] : DIFFERENT;
            }
        }
        fieldCosts[type] = costs;
        commonCosts[type] = common == NOT_KNOWN ? PLATFORM_FIELD : common;
    }

    private int fieldCost(JvmRole role, Field field) {
        boolean platform = types.isPlatform(field.declaredBy());
        return switch (role) {
            case COLLECTION -> platform ? INSIDE : FIELD;
            case LOADER -> platform ? CLASSES : FIELD;
            default -> {
                if (field.name().startsWith("this$")) {
                    yield platform ? PLATFORM_OUTER : OUTER;
                }
                if (isOfCollector(heap.typeName(field.declaredBy()), field.name())) {
                    yield REFERENCE_LINK;
                }
                yield platform ? PLATFORM_FIELD : FIELD;
            }
        };
    }

    /** Queues of references, and what cleaners would do: they know much, and own little of it. */
    private static boolean isOfCollector(String type, String field) {
        return type.startsWith("jdk.internal.ref.")
                || (type.equals("java.lang.ref.Reference") && REFERENCE_LINKS.contains(field));
    }
}
