package dev.tidemark.heap.read.hprof;

import java.util.Arrays;

/**
 * How far objects lie from the next one: what a dump tells of their sizes. Behind a hole, or at the
 * end of a region, the distance is too large; it is never too small.
 */
final class Distances {
    private static final int KINDS = 12;

    /** The least distance between an instance of a type and the next object. */
    private final long[] leastByType;

    private final long[] instancesByType;

    /**
     * The least distance minus what the elements take, by kind of element. Of references by the
     * width that they may have: 4 in the cell of {@link FieldKind#OBJECT}, 8 in cell 0.
     */
    private final long[] leastBase = new long[KINDS];

    Distances(int types) {
        this.leastByType = new long[types];
        this.instancesByType = new long[types];
        Arrays.fill(leastByType, Long.MAX_VALUE);
        Arrays.fill(leastBase, Long.MAX_VALUE);
    }

    void addInstance(int type, long distance) {
        instancesByType[type]++;
        if (distance < leastByType[type]) {
            leastByType[type] = distance;
        }
    }

    void addObjectArray(long length, long distance) {
        if (distance != Long.MAX_VALUE) {
            addBase(FieldKind.OBJECT.number(), distance - length * Integer.BYTES);
            addBase(0, distance - length * Long.BYTES);
        }
    }

    void addPrimitiveArray(int elementKind, long elementBytes, long distance) {
        if (distance != Long.MAX_VALUE) {
            addBase(elementKind, distance - elementBytes);
        }
    }

    private void addBase(int cell, long base) {
        if (base < leastBase[cell]) {
            leastBase[cell] = base;
        }
    }

    void addAll(Distances other) {
        for (int type = 0; type < leastByType.length; type++) {
            instancesByType[type] += other.instancesByType[type];
            leastByType[type] = Math.min(leastByType[type], other.leastByType[type]);
        }
        for (int cell = 0; cell < KINDS; cell++) {
            leastBase[cell] = Math.min(leastBase[cell], other.leastBase[cell]);
        }
    }

    long leastOf(int type) {
        return leastByType[type];
    }

    long instancesOf(int type) {
        return instancesByType[type];
    }

    /** Bytes before the first element of primitive arrays, at most. */
    long baseOf(FieldKind kind) {
        return leastBase[kind.number()];
    }

    /** Bytes before the first element of arrays of references, if these are so wide, at most. */
    long baseOfReferences(int referenceBytes) {
        return leastBase[referenceBytes == Integer.BYTES ? FieldKind.OBJECT.number() : 0];
    }
}
