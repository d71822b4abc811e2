package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.heap.graph.JvmHeap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Entries that last only as long as something that they refer to weakly, as those of a WeakHashMap
 * last as long as their keys. Where another holder keeps just these, and grows by as many, it is
 * the cause, although the table may have more bytes.
 */
final class WeakEntries {
    /** So many of the entries must be kept by the same other holder. */
    private static final double NEARLY_ALL = 0.9;

    /** A key hangs no further below what keeps it. */
    private static final int NEAR = 64;

    private static final String REFERENCE = "java.lang.ref.Reference";

    private final JvmHeap heap;
    private final OwnerTree owners;
    private final Snapshot last;

    private WeakEntries(Snapshot last, JvmHeap heap) {
        this.last = last;
        this.heap = heap;
        owners = last.owners();
    }

    /** The accumulation that keeps what the entries of the table depend on. */
    static Optional<Accumulation> keeper(
            Accumulation table, List<Accumulation> all, Snapshot last) {
        return last.graph() instanceof JvmHeap heap
                ? new WeakEntries(last, heap).keeper(table, all)
                : Optional.empty();
    }

    private Optional<Accumulation> keeper(Accumulation table, List<Accumulation> all) {
        List<Integer> keys = new ArrayList<>();
        for (int entry : table.entries()) {
            key(entry).ifPresent(keys::add);
        }
        if (keys.isEmpty() || keys.size() < NEARLY_ALL * table.entries().size()) {
            return Optional.empty();
        }
        List<Long> steps = Judge.entriesPerStep(table);
        return all.stream()
                .filter(other -> !other.equals(table) && Judge.entriesPerStep(other).equals(steps))
                .filter(other -> keepsNearlyAll(other, keys))
                .findFirst();
    }

    /** What the entry, or the link that has it as a value, refers to weakly. */
    private OptionalInt key(int entry) {
        int at = entry;
        for (int up = 0; up < NEAR && at != OwnerTree.NONE; up++) {
            if (isReference(at)) {
                return heap.follow(at, "referent");
            }
            at = owners.parent(at);
            if (at != OwnerTree.NONE && !last.rules().isInternal(at)) {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.empty();
    }

    private boolean isReference(int object) {
        int type = heap.typeOf(object);
        while (type >= 0) {
            if (heap.typeName(type).equals(REFERENCE)) {
                return true;
            }
            type = heap.superType(type).orElse(-1);
        }
        return false;
    }

    private boolean keepsNearlyAll(Accumulation other, List<Integer> keys) {
        Set<Integer> holders = new HashSet<>(other.holders());
        long kept = keys.stream().filter(key -> hangsOn(key, holders)).count();
        return kept >= NEARLY_ALL * keys.size();
    }

    private boolean hangsOn(int object, Set<Integer> holders) {
        int at = object;
        for (int up = 0; up < NEAR && at != OwnerTree.NONE; up++) {
            if (holders.contains(at)) {
                return true;
            }
            at = owners.parent(at);
        }
        return false;
    }
}
