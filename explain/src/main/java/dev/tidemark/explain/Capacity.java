package dev.tidemark.explain;

import dev.tidemark.heap.analyse.growth.Accumulation;
import dev.tidemark.heap.analyse.path.OwnerTree;
import dev.tidemark.heap.analyse.path.Snapshot;
import dev.tidemark.model.HeapPath.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Structural evidence that a collection has a bound: its slots were there before they were used, or
 * code beside it removes what is too much. Such a cache fills at the same rate as a leak grows.
 */
final class Capacity {
    private static final long SLOT_BYTES = 8;

    /** V8 grows an array by a half and sixteen slots: more room than that was asked for. */
    private static final double GROWTH = 1.5;

    private static final long EXTRA = 32;

    /** So far up a bound may stand: in the collection, in what holds it, and in what holds that. */
    private static final int NEARBY = 4;

    private Capacity() {}

    /** Why the accumulation will end, if its holder or one beside it has a bound. */
    static Optional<String> limit(
            Accumulation accumulation, List<Accumulation> all, Snapshot first, Snapshot last) {
        return sizedInAdvance(accumulation, all)
                .or(() -> limitedNearby(accumulation, last))
                .or(() -> largerThanFilled(accumulation, first, last));
    }

    /**
     * What has the collection may say how large it is, and that stays the same while the collection
     * fills: a number of what is in it would follow. One that stands for each of several holders is
     * held against what each of them has.
     */
    private static Optional<String> largerThanFilled(
            Accumulation accumulation, Snapshot first, Snapshot last) {
        if (accumulation.holders().isEmpty()) {
            return Optional.empty();
        }
        int owner = last.owners().parent(accumulation.holders().getFirst());
        if (owner == OwnerTree.NONE) {
            return Optional.empty();
        }
        String type = last.rules().typeName(owner);
        Set<Long> sizes = last.rules().sizes(type);
        long each = accumulation.counts().getLast() / accumulation.holders().size();
        boolean isRoom = !sizes.isEmpty() && sizes.stream().allMatch(size -> size > each);
        return isRoom && sizes.equals(first.rules().sizes(type))
                ? Optional.of(
                        "%s.size was %d all the time, %d are in it: it may only be filling"
                                .formatted(type, Collections.min(sizes), each))
                : Optional.empty();
    }

    private static Optional<String> limitedNearby(Accumulation accumulation, Snapshot last) {
        if (accumulation.holders().isEmpty()) {
            return Optional.empty();
        }
        List<Integer> upwards = new ArrayList<>();
        int at = accumulation.holders().getFirst();
        while (at != OwnerTree.NONE && upwards.size() < NEARBY) {
            upwards.add(at);
            at = last.owners().parent(at);
        }
        return last.rules().limit(upwards, accumulation.entries(), accumulation.counts().getLast());
    }

    private static Optional<String> sizedInAdvance(
            Accumulation accumulation, List<Accumulation> all) {
        return all.stream()
                .filter(other -> other.equals(accumulation) || isTwin(other, accumulation))
                .filter(Capacity::isPresized)
                .findFirst()
                .map(presized ->
                        "%s has room for about %d and holds %d: it was sized in advance"
                                .formatted(
                                        presized.holder(),
                                        slots(presized),
                                        presized.counts().getLast()));
    }

    /** Whether both belong to one object and always hold equally much, as the parts of a cache. */
    private static boolean isTwin(Accumulation a, Accumulation b) {
        return !a.rawHolder().isEmpty()
                && above(a).equals(above(b))
                && a.counts().equals(b.counts());
    }

    private static List<Step> above(Accumulation accumulation) {
        return accumulation
                .rawHolder()
                .subList(0, Math.max(0, accumulation.rawHolder().size() - 1));
    }

    private static boolean isPresized(Accumulation accumulation) {
        List<Long> bytes = accumulation.holderBytes();
        boolean sameSize = bytes.stream().distinct().count() == 1;
        long first = accumulation.counts().getFirst();
        long last = accumulation.counts().getLast();
        boolean oneArray =
                accumulation.holders().size() == 1 && accumulation.holderType().equals("Array");
        return oneArray
                && sameSize
                && slots(accumulation) >= last
                && (last > GROWTH * first + EXTRA || slots(accumulation) > GROWTH * last + EXTRA);
    }

    private static long slots(Accumulation accumulation) {
        return accumulation.holderBytes().getLast() / SLOT_BYTES;
    }
}
