package dev.tidemark.heap.analyse.path;

import java.util.Arrays;

/**
 * A priority queue of objects with small costs: one bucket for each distance, reused in a circle.
 * Within one distance, first in is first out, which makes a search deterministic.
 */
final class CostQueue {
    private static final int[] EMPTY = {};

    private final int[][] buckets;
    private final int[] sizes;
    private final int[] taken;
    private long distance;
    private long waiting;

    /** A queue for which no two waiting distances differ by more than {@code maxCost}. */
    CostQueue(int maxCost) {
        buckets = new int[maxCost + 1][];
        Arrays.fill(buckets, EMPTY);
        sizes = new int[buckets.length];
        taken = new int[buckets.length];
    }

    void add(int object, long atDistance) {
        int bucket = (int) (atDistance % buckets.length);
        if (sizes[bucket] == buckets[bucket].length) {
            buckets[bucket] = Arrays.copyOf(buckets[bucket], Math.max(16, sizes[bucket] * 2));
        }
        buckets[bucket][sizes[bucket]++] = object;
        waiting++;
    }

    boolean isEmpty() {
        return waiting == 0;
    }

    /** The distance of the object that {@link #take} gave last. */
    long distance() {
        return distance;
    }

    /** The nearest object. */
    int take() {
        int bucket = (int) (distance % buckets.length);
        while (taken[bucket] == sizes[bucket]) {
            sizes[bucket] = 0;
            taken[bucket] = 0;
            distance++;
            bucket = (int) (distance % buckets.length);
        }
        waiting--;
        return buckets[bucket][taken[bucket]++];
    }
}
