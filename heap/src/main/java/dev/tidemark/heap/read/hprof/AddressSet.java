package dev.tidemark.heap.read.hprof;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The addresses of all objects, while they are found: one bit for each place at which an object
 * could start. Objects lie close together, so bits are kept for pages with objects only.
 */
final class AddressSet {
    /** Places in a page, as a power of two: half a megabyte of heap. */
    static final int PAGE_SHIFT = 16;

    private static final int WORDS_PER_PAGE = 1 << (PAGE_SHIFT - 6);
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final int alignmentShift;
    private final ConcurrentMap<Long, long[]> pages = new ConcurrentHashMap<>();
    private final AtomicLong allBits = new AtomicLong();
    private final AtomicLong twice = new AtomicLong();

    /**
     * @param alignmentShift places are multiples of 2 to this
     */
    AddressSet(int alignmentShift) {
        this.alignmentShift = alignmentShift;
    }

    int alignmentShift() {
        return alignmentShift;
    }

    /** What all addresses are multiples of, as a power of two; if less, the set is of no use. */
    int trueShift() {
        return Math.min(alignmentShift, Long.numberOfTrailingZeros(allBits.get()));
    }

    /** An address that was added more than once, or 0. */
    long addedTwice() {
        return twice.get();
    }

    int pageCount() {
        return pages.size();
    }

    /** The numbers of the pages, ascending as addresses do. */
    long[] pageNumbers() {
        long[] numbers = new long[pages.size()];
        int count = 0;
        for (long number : pages.keySet()) {
            numbers[count++] = number;
        }
        Arrays.sort(numbers);
        return numbers;
    }

    /** Gives a page away: 64 places in each word. */
    long[] takePage(long number) {
        long[] page = pages.remove(number);
        if (page == null) {
            throw new IllegalArgumentException("no page " + number);
        }
        return page;
    }

    /** Adds addresses from one thread. What was added is in the set after {@link #flush}. */
    final class Writer {
        private long[] page = new long[0];
        private long pageNumber = -1;
        private long wordNumber = -1;
        private long word;
        private long bits;

        void add(long address) {
            bits |= address;
            long place = address >>> alignmentShift;
            if (place >>> 6 != wordNumber) {
                moveTo(place);
            }
            long bit = 1L << place;
            if ((word & bit) != 0) {
                twice.set(address);
            }
            word |= bit;
        }

        private void moveTo(long place) {
            writeWord();
            wordNumber = place >>> 6;
            if (place >>> PAGE_SHIFT != pageNumber) {
                pageNumber = place >>> PAGE_SHIFT;
                page = pages.computeIfAbsent(pageNumber, _ -> new long[WORDS_PER_PAGE]);
            }
        }

        private void writeWord() {
            if (word != 0) {
                int index = (int) wordNumber & (WORDS_PER_PAGE - 1);
                long before = (long) WORDS.getAndBitwiseOr(page, index, word);
                long both = before & word;
                if (both != 0) {
                    twice.set(
                            (wordNumber << 6 | Long.numberOfTrailingZeros(both)) << alignmentShift);
                }
                word = 0;
            }
        }

        void flush() {
            writeWord();
            wordNumber = -1;
            allBits.getAndAccumulate(bits, (a, b) -> a | b);
        }
    }
}
