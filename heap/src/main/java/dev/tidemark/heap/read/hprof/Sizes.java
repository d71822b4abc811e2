package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.ObjectLayout;

/**
 * The bytes that objects take in the JVM's memory. A dump does not tell; but ids are addresses, so
 * the least distance from an object of a class to the next object is the size of its instances.
 */
final class Sizes {
    /** What a JVM may add to the fields that a dump shows: its own fields, padding. */
    private static final long MOST_HIDDEN_BYTES = 1024;

    private static final String STACK_CHUNK = "jdk.internal.vm.StackChunk";

    /** What the JVM adds to the fields of a stack chunk: one reference, and numbers. */
    private static final int STACK_CHUNK_NUMBERS = 14;

    private final Types types;
    private final Distances distances;
    private final ObjectLayout layout;
    private final long[] instanceSizes;
    private final int stackChunk;
    private final long[] elementBases = new long[12];

    private Sizes(DumpFile file, Types types, Distances distances, int alignment) {
        this.types = types;
        this.distances = distances;
        MeasuredLayout measured = new MeasuredLayout(file, types, distances);
        this.layout = measured.layout(alignment);
        int arrayBase = measured.arrayBase();
        this.stackChunk = types.find(STACK_CHUNK);
        for (FieldKind kind : FieldKind.values()) {
            int width = elementBytes(kind);
            elementBases[kind.number()] = width == Long.BYTES ? roundUp(arrayBase, 8) : arrayBase;
        }
        this.instanceSizes = new long[types.count()];
        for (int type = 0; type < instanceSizes.length; type++) {
            instanceSizes[type] = measured(type);
        }
    }

    static Sizes of(DumpFile file, Types types, Distances distances, int alignment) {
        return new Sizes(file, types, distances, alignment);
    }

    ObjectLayout layout() {
        return layout;
    }

    private int elementBytes(FieldKind kind) {
        return kind.bytes(layout.referenceBytes());
    }

    private long measured(int type) {
        long computed = aligned(fieldBytes(type));
        long least = distances.leastOf(type);
        boolean plausible = least >= layout.headerBytes() && least - computed <= MOST_HIDDEN_BYTES;
        return plausible ? least : computed;
    }

    /** Header and fields that the dump shows, packed as tightly as can be. */
    private long fieldBytes(int type) {
        return layout.headerBytes() + types.fieldBytes(type, layout.referenceBytes());
    }

    /** The type of the pieces of virtual threads' stacks, or {@link Types#NONE}. */
    int stackChunk() {
        return stackChunk;
    }

    /** The size of the instances of a type. */
    long ofInstance(int type) {
        return instanceSizes[type];
    }

    /**
     * The size of a class object without a record: of a primitive type, or of a class that died and
     * may have had static fields.
     */
    long ofUnrecordedClass(long distance) {
        long least = instanceSizes[types.classType()];
        return distance - least <= MOST_HIDDEN_BYTES ? distance : least;
    }

    /**
     * The size of a piece of a virtual thread's stack, which is an object with the stack in it.
     *
     * @param words that it has room for
     * @param distance to the next object, a limit
     */
    long ofStackChunk(long words, long distance) {
        long slots = words * Long.BYTES / layout.referenceBytes();
        long bitmap = roundUp(slots, Long.SIZE) / Byte.SIZE;
        long fields = fieldBytes(stackChunk) + layout.referenceBytes() + STACK_CHUNK_NUMBERS;
        return Math.min(distance, aligned(roundUp(fields, 8) + words * Long.BYTES + bitmap));
    }

    long ofArray(FieldKind elements, long length) {
        return aligned(elementBases[elements.number()] + length * elementBytes(elements));
    }

    long aligned(long bytes) {
        return roundUp(bytes, layout.alignment());
    }

    static long roundUp(long bytes, int multiple) {
        return (bytes + multiple - 1) & -multiple;
    }
}
