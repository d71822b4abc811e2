package dev.tidemark.heap.analyse.jvm;

import dev.tidemark.heap.graph.JvmHeap;
import dev.tidemark.heap.graph.JvmHeap.Field;
import dev.tidemark.heap.memory.ColumnList;
import java.util.BitSet;
import java.util.List;

/**
 * Which objects are only a part of the one that refers to them: the arrays of collections, the
 * characters of strings, and what class loaders keep. Their types do not tell, as programs have
 * arrays and maps of their own. Two bits an object, found in one sweep.
 */
final class JvmInsides {
    /** Of an index. */
    private static final String PART = "insides";

    private static final String THREAD_GROUP = "java.lang.ThreadGroup";
    private static final String THREADS = "java.lang.Thread[]";

    private final JvmHeap heap;
    private final JvmTypes types;
    private final BitSet inside;
    private final BitSet bookkeeping;

    private final JvmBuffers buffers;
    private final JvmParts parts;

    /** A collection that another one is made of: the map of a HashSet. */
    private final boolean[] hasDelegates;

    private JvmInsides(JvmHeap heap, JvmTypes types, BitSet inside, BitSet bookkeeping) {
        this.heap = heap;
        this.types = types;
        this.inside = inside;
        this.bookkeeping = bookkeeping;
        buffers = new JvmBuffers(heap, types);
        parts = new JvmParts(heap, types, inside);
        hasDelegates = new boolean[heap.typeCount()];
        for (int type = 0; type < hasDelegates.length; type++) {
            String name = heap.typeName(type);
            // Nested ones are views and wrappers: what they refer to is not theirs.
            hasDelegates[type] =
                    types.of(type) == JvmRole.COLLECTION
                            && (!types.isPlatform(type) || name.equals(JvmNames.outermost(name)));
        }
    }

    static JvmInsides of(JvmHeap heap, JvmTypes types) {
        return heap.index()
                .find(PART)
                .map(kept ->
                        new JvmInsides(
                                heap,
                                types,
                                BitSet.valueOf(kept.numbers()),
                                BitSet.valueOf(kept.numbers())))
                .orElseGet(() -> sweep(heap, types));
    }

    private static JvmInsides sweep(JvmHeap heap, JvmTypes types) {
        JvmInsides insides = new JvmInsides(heap, types, new BitSet(), new BitSet());
        for (int object = 0; object < heap.objectCount(); object++) {
            insides.visit(object);
        }
        for (int type = 0; type < heap.typeCount(); type++) {
            heap.classOf(type).ifPresent(insides::visitClass);
        }
        heap.index().keep(PART, insides::kept);
        return insides;
    }

    private ColumnList kept() {
        return new ColumnList()
                .addNumbers(inside.toLongArray())
                .addNumbers(bookkeeping.toLongArray());
    }

    boolean isInside(int object) {
        return inside.get(object);
    }

    JvmBuffers buffers() {
        return buffers;
    }

    boolean isBookkeeping(int object) {
        return bookkeeping.get(object);
    }

    private void visit(int object) {
        int type = heap.typeOf(object);
        switch (types.of(type)) {
            case COLLECTION -> visitCollection(object, type);
            case LOADER -> visitLoader(object, type);
            case THREAD_PART -> markArrays(object);
            case DATA -> visitBuffer(object, type);
            case PLATFORM -> {
                visitBuffer(object, type);
                if (heap.typeName(type).equals(THREAD_GROUP)) {
                    visitThreadGroup(object);
                }
            }
            case OBJECT -> {
                visitBuffer(object, type);
                parts.visitObject(object, type);
            }
            case ROOTS, CLASS, THREAD, NODE, ARRAY, BOOKKEEPING -> {}
        }
    }

    private void visitBuffer(int object, int type) {
        if (buffers.isBuffer(type)) {
            buffers.array(object).ifPresent(inside::set);
        }
    }

    private void visitCollection(int object, int type) {
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int target = heap.target(reference);
            JvmRole role = types.of(heap.typeOf(target));
            if (role == JvmRole.ARRAY
                    || (role == JvmRole.COLLECTION
                            && hasDelegates[type]
                            && isPlatformField(object, type, reference))) {
                inside.set(target);
                parts.visitArray(target, type);
            }
        }
    }

    private boolean isPlatformField(int object, int type, long reference) {
        int field = heap.field(object, reference);
        return field != JvmHeap.NO_FIELD
                && types.isPlatform(heap.fields(type).get(field).declaredBy());
    }

    /**
     * Up to Java 18 a group lists its threads. It does not keep them alive: each is a root, and
     * leaves the list when it ends.
     */
    private void visitThreadGroup(int object) {
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int target = heap.target(reference);
            if (heap.typeName(heap.typeOf(target)).equals(THREADS)) {
                bookkeeping.set(target);
            }
        }
    }

    private void markArrays(int object) {
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int target = heap.target(reference);
            if (types.of(heap.typeOf(target)) == JvmRole.ARRAY) {
                inside.set(target);
            }
        }
    }

    /** What the JDK's part of a loader keeps is its own, but for its parent and its classes. */
    private void visitLoader(int object, int type) {
        List<Field> fields = heap.fields(type);
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int at = heap.field(object, reference);
            if (at == JvmHeap.NO_FIELD || !types.isPlatform(fields.get(at).declaredBy())) {
                continue;
            }
            int target = heap.target(reference);
            if (fields.get(at).name().equals("classes")) {
                inside.set(target);
            } else if (types.of(heap.typeOf(target)) != JvmRole.LOADER) {
                bookkeeping.set(target);
            }
        }
    }

    /** Statics in angle brackets are the JVM's: constants of the class file, locks. */
    private void visitClass(int object) {
        int type = heap.typeOfClass(object).orElseThrow();
        long end = heap.firstReference(object + 1);
        for (long reference = heap.firstReference(object); reference < end; reference++) {
            int at = heap.field(object, reference);
            if (at != JvmHeap.NO_FIELD && heap.statics(type).get(at).name().startsWith("<")) {
                bookkeeping.set(heap.target(reference));
            }
        }
    }
}
