package dev.tidemark.monitor.store;

import dev.tidemark.monitor.fleet.SampleBatch;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Brings the readings of a batch together by process, and by time within it. Readings that are in
 * order already, as most are, cost a few steps each. Not thread-safe.
 */
final class Grouping {

    /** Takes the readings of one process. */
    interface Group {
        /**
         * They come in the order of time, then signal, then arrival.
         *
         * @param order the numbers of the readings in the batch
         * @param size how many of {@code order} count
         */
        void readings(int process, int[] order, int size);
    }

    private SampleBatch batch = new SampleBatch();

    /** By process: the number of its first reading plus one; 0 where there is none. */
    private int[] firstOf = new int[0];

    /** By reading: the number of the next one of the same process plus one. */
    private int[] nextOf = new int[0];

    private int[] order = new int[64];

    /** Hands out the readings of each process. Processes below 0 are left out. */
    void each(SampleBatch readings, Group to) {
        batch = readings;
        link();
        for (int reading = 0; reading < batch.size(); reading++) {
            int process = batch.process(reading);
            if (process >= 0 && firstOf[process] != 0) {
                int size = take(process);
                to.readings(process, order, size);
            }
        }
    }

    private void link() {
        int size = batch.size();
        if (nextOf.length < size) {
            nextOf = new int[Math.max(size, 2 * nextOf.length)];
        }
        for (int reading = size - 1; reading >= 0; reading--) {
            int process = batch.process(reading);
            if (process >= 0) {
                if (process >= firstOf.length) {
                    firstOf = Arrays.copyOf(firstOf, Math.max(process + 1, 2 * firstOf.length));
                }
                nextOf[reading] = firstOf[process];
                firstOf[process] = reading + 1;
            }
        }
    }

    private int take(int process) {
        int size = 0;
        boolean sorted = true;
        for (int link = firstOf[process]; link != 0; link = nextOf[link - 1]) {
            if (size == order.length) {
                order = Arrays.copyOf(order, 2 * size);
            }
            order[size] = link - 1;
            sorted &= size == 0 || compare(order[size - 1], link - 1) <= 0;
            size++;
        }
        firstOf[process] = 0;
        if (!sorted) {
            sort(size);
        }
        return size;
    }

    private void sort(int size) {
        Integer[] boxed = new Integer[size];
        Arrays.setAll(boxed, i -> order[i]);
        Comparator<Integer> byTime = this::compare;
        Arrays.sort(boxed, byTime);
        for (int i = 0; i < size; i++) {
            order[i] = boxed[i];
        }
    }

    private int compare(int a, int b) {
        int byTime = Long.compare(batch.epochMillis(a), batch.epochMillis(b));
        return byTime != 0
                ? byTime
                : Integer.compare(SignalCode.of(batch.signal(a)), SignalCode.of(batch.signal(b)));
    }
}
