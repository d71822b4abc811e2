package dev.tidemark.cli.hunt;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells when a target has warmed up: its heap after full collections has stopped growing, or it
 * grows as much in each round as in the one before, which more warming will not change.
 */
final class WarmUp {
    private static final int FEWEST_ROUNDS = 3;

    /** Growth that code and inline caches still cause; not worth waiting for. */
    private static final double FLAT_BYTES = 32 * 1024.0;

    private static final double FLAT_SHARE = 0.002;

    /** A round that grows by less than this share of the one before shows that growth is ending. */
    private static final double SAME_AGAIN = 0.8;

    private final List<Double> heaps = new ArrayList<>();

    /** The heap after a full collection, before the first round or after the next one. */
    void add(double heapBytes) {
        heaps.add(heapBytes);
    }

    boolean finished() {
        if (heaps.size() <= FEWEST_ROUNDS) {
            return false;
        }
        return flat() || growth(heaps.size() - 1) >= SAME_AGAIN * growth(heaps.size() - 2);
    }

    /** Whether the latest round grew by next to nothing. */
    boolean flat() {
        return growth(heaps.size() - 1) <= Math.max(FLAT_BYTES, FLAT_SHARE * heaps.getLast());
    }

    private double growth(int round) {
        return heaps.get(round) - heaps.get(round - 1);
    }
}
