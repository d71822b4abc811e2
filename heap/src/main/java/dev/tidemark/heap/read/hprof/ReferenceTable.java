package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.graph.HeapGraph;
import dev.tidemark.heap.memory.Access;
import dev.tidemark.heap.memory.ByteColumn;
import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.IntColumn;
import dev.tidemark.heap.memory.KeptColumns;

/** One row for each reference: its target, and what it is. */
final class ReferenceTable {
    private static final int NOWHERE = -1;
    private static final int BLOCK = 1 << 13;

    /** Set in a target that the reference does not retain. Fewer than 2^31 - 1 objects exist. */
    private static final int WEAK = 1 << 31;

    private final IntColumn targets;
    private final ByteColumn codes;
    private long count;
    private volatile boolean holes;

    ReferenceTable(Columns columns, long count) {
        this.count = count;
        this.targets = columns.ints(count, Access.SWEPT);
        this.codes = columns.bytes(count, Access.SWEPT);
    }

    /** The table that {@link #addTo} added. It cannot be written to. */
    ReferenceTable(KeptColumns kept) {
        this.count = kept.numbers()[0];
        this.targets = kept.ints();
        this.codes = kept.bytes();
    }

    void addTo(ColumnList columns) {
        columns.addNumbers(count).add(targets, count).add(codes, count);
    }

    long count() {
        return count;
    }

    int target(long reference) {
        return targets.get(reference) & ~WEAK;
    }

    boolean retains(long reference) {
        return targets.get(reference) >= 0;
    }

    /** The target of a reference that retains it, {@link HeapGraph#NO_OBJECT} for another. */
    int retainedTarget(long reference) {
        return Math.max(targets.get(reference), HeapGraph.NO_OBJECT);
    }

    void retainedTargets(long first, int number, int[] into) {
        targets.copyTo(first, number, into);
        for (int i = 0; i < number; i++) {
            into[i] = Math.max(into[i], HeapGraph.NO_OBJECT);
        }
    }

    byte code(long reference) {
        return codes.get(reference);
    }

    /**
     * Sets some that follow one another.
     *
     * @param newTargets -1 where the dump has no such object: {@link #dropLost} takes it out again;
     *     changed
     */
    void set(long first, int[] newTargets, byte[] newCodes, int number) {
        boolean lost = false;
        for (int i = 0; i < number; i++) {
            lost |= newTargets[i] == NOWHERE;
            newTargets[i] = cell(newTargets[i], newCodes[i]);
        }
        targets.copyFrom(newTargets, number, first);
        codes.copyFrom(newCodes, number, first);
        if (lost) {
            holes = true;
        }
    }

    void set(long reference, int target, byte code) {
        targets.set(reference, cell(target, code));
        codes.set(reference, code);
    }

    private static int cell(int target, byte code) {
        return code == ReferenceCodes.WEAK ? target | WEAK : target;
    }

    /** Takes out the references to objects that the dump does not have. */
    void dropLost(ObjectTable objects) {
        if (!holes) {
            return;
        }
        int[] blockTargets = new int[BLOCK];
        byte[] blockCodes = new byte[BLOCK];
        int[] keptBefore = new int[BLOCK];
        long kept = 0;
        int object = 0;
        for (long first = 0; first < count; first += BLOCK) {
            int length = (int) Math.min(BLOCK, count - first);
            targets.copyTo(first, length, blockTargets);
            codes.copyTo(first, length, blockCodes);
            int keptHere = closeUp(blockTargets, blockCodes, length, keptBefore);
            targets.copyFrom(blockTargets, keptHere, kept);
            codes.copyFrom(blockCodes, keptHere, kept);
            for (; object < objects.count(); object++) {
                long place = objects.firstReference(object) - first;
                if (place >= length) {
                    break;
                }
                objects.setFirstReference(object, kept + keptBefore[(int) place]);
            }
            kept += keptHere;
        }
        for (; object <= objects.count(); object++) {
            objects.setFirstReference(object, kept);
        }
        count = kept;
        holes = false;
    }

    /** Moves what is kept together, and says of each place how many before it are kept. */
    private static int closeUp(int[] someTargets, byte[] someCodes, int length, int[] keptBefore) {
        int kept = 0;
        for (int i = 0; i < length; i++) {
            keptBefore[i] = kept;
            someTargets[kept] = someTargets[i];
            someCodes[kept] = someCodes[i];
            kept += someTargets[i] == NOWHERE ? 0 : 1;
        }
        return kept;
    }
}
