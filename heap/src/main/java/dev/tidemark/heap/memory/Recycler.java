package dev.tidemark.heap.memory;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps big arrays of closed columns for the next ones. Analyses need one column after the other,
 * nearly all with one cell an object; left to the collector, which rather grows the heap than looks
 * for a few dead arrays of hundreds of megabytes, they would double the memory of a big heap.
 *
 * <p>What is kept here is softly referenced: when memory runs short the collector takes it.
 *
 * @param <A> the type of array
 */
final class Recycler<A> {
    /** Shorter arrays are not worth it. */
    private static final int MIN_LENGTH = 1 << 18;

    /** Lengths are rounded up to a multiple, as one column has a cell more than another. */
    private static final int STEP = 1 << 10;

    private final List<SoftReference<A>> free = new ArrayList<>();
    private final IntFunction<A> make;
    private final ToIntFunction<A> length;
    private final Consumer<A> clear;

    Recycler(IntFunction<A> make, ToIntFunction<A> length, Consumer<A> clear) {
        this.make = make;
        this.length = length;
        this.clear = clear;
    }

    /** An array of at least this length, all 0: the shortest kept one that serves, or a new one. */
    A take(int wanted) {
        @Nullable A kept = wanted < MIN_LENGTH ? null : shortest(wanted);
        if (kept == null) {
            return make.apply(wanted < MIN_LENGTH ? wanted : roundUp(wanted));
        }
        clear.accept(kept);
        return kept;
    }

    private static int roundUp(int wanted) {
        return wanted > Columns.MAX_CELLS - STEP ? wanted : (wanted + STEP) & -STEP;
    }

    private synchronized @Nullable A shortest(int wanted) {
        @Nullable SoftReference<A> best = null;
        int bestLength = Integer.MAX_VALUE;
        for (Iterator<SoftReference<A>> all = free.iterator(); all.hasNext(); ) {
            SoftReference<A> candidate = all.next();
            @Nullable A array = candidate.get();
            if (array == null) {
                all.remove();
            } else if (length.applyAsInt(array) >= wanted
                    && length.applyAsInt(array) < bestLength) {
                best = candidate;
                bestLength = length.applyAsInt(array);
            }
        }
        if (best == null) {
            return null;
        }
        free.remove(best);
        return best.get();
    }

    /** Keeps an array that nobody uses any more. */
    synchronized void give(A array) {
        if (length.applyAsInt(array) >= MIN_LENGTH) {
            free.add(new SoftReference<>(array));
        }
    }
}
