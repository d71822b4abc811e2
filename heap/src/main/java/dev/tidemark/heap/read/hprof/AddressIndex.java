package dev.tidemark.heap.read.hprof;

import dev.tidemark.heap.memory.ColumnList;
import dev.tidemark.heap.memory.Columns;
import dev.tidemark.heap.memory.KeptColumns;
import dev.tidemark.heap.memory.LongColumn;
import java.util.Arrays;

/**
 * Addresses to object indexes and back: objects are numbered as their addresses ascend, from 1 on.
 *
 * <p>A cell stands for 32 places at which an object could start: which of them do, in its lower
 * half, and how many objects start before the cell, in its upper half. So one read finds an
 * object's index. It takes 1/32 of the heap that the objects lie in (with 8-byte alignment).
 */
final class AddressIndex {
    private static final int CELLS_SHIFT = AddressSet.PAGE_SHIFT - 5;
    private static final int CELLS_PER_PAGE = 1 << CELLS_SHIFT;
    private static final long PLACE_IN_PAGE = (1L << AddressSet.PAGE_SHIFT) - 1;

    /** Up to this many pages between the first and the last one a table leads to them. */
    private static final int MAX_DIRECTORY = 1 << 22;

    private final int alignmentShift;
    private final long[] pageNumbers;
    private final int[] pageRanks;
    private final long firstPage;

    /** Index of a page, or -1, by its distance from the first one; empty if pages lie too far. */
    private final int[] directory;

    private final LongColumn cells;
    private final int count;

    private AddressIndex(
            int alignmentShift, long[] pageNumbers, int[] pageRanks, LongColumn cells, int count) {
        this.alignmentShift = alignmentShift;
        this.pageNumbers = pageNumbers;
        this.pageRanks = pageRanks;
        this.cells = cells;
        this.count = count;
        this.firstPage = pageNumbers.length == 0 ? 0 : pageNumbers[0];
        this.directory = directory(pageNumbers);
    }

    /** Makes the index of a set, which is empty afterwards. */
    static AddressIndex of(AddressSet set, Columns columns) {
        long[] numbers = set.pageNumbers();
        int[] ranks = new int[numbers.length];
        LongColumn cells = columns.longs((long) numbers.length << CELLS_SHIFT);
        int rank = 1;
        for (int page = 0; page < numbers.length; page++) {
            ranks[page] = rank;
            rank = fill(cells, (long) page << CELLS_SHIFT, set.takePage(numbers[page]), rank);
        }
        return new AddressIndex(set.alignmentShift(), numbers, ranks, cells, rank - 1);
    }

    /** The index that {@link #addTo} added. */
    static AddressIndex of(KeptColumns kept) {
        long[] numbers = kept.numbers();
        LongColumn cells = kept.longs();
        long[] state = kept.numbers();
        int[] ranks = new int[numbers.length];
        for (int page = 0; page < ranks.length; page++) {
            ranks[page] = (int) (cells.get((long) page << CELLS_SHIFT) >>> 32);
        }
        return new AddressIndex((int) state[0], numbers, ranks, cells, (int) state[1]);
    }

    void addTo(ColumnList columns) {
        columns.addNumbers(pageNumbers)
                .add(cells, (long) pageNumbers.length << CELLS_SHIFT)
                .addNumbers(alignmentShift, count);
    }

    private static int fill(LongColumn cells, long from, long[] words, int firstRank) {
        int rank = firstRank;
        long cell = from;
        for (long word : words) {
            cells.set(cell++, (long) rank << 32 | (word & 0xffffffffL));
            rank += Integer.bitCount((int) word);
            cells.set(cell++, (long) rank << 32 | word >>> 32);
            rank += Integer.bitCount((int) (word >>> 32));
        }
        return rank;
    }

    private static int[] directory(long[] numbers) {
        if (numbers.length == 0 || numbers[numbers.length - 1] - numbers[0] >= MAX_DIRECTORY) {
            return new int[0];
        }
        int[] directory = new int[(int) (numbers[numbers.length - 1] - numbers[0]) + 1];
        Arrays.fill(directory, -1);
        for (int page = 0; page < numbers.length; page++) {
            directory[(int) (numbers[page] - numbers[0])] = page;
        }
        return directory;
    }

    /** How many objects there are: their indexes are 1 to this. */
    int count() {
        return count;
    }

    /** Every address is a multiple of this. */
    int alignment() {
        return 1 << alignmentShift;
    }

    /** The object at an address, or -1. */
    int indexOf(long address) {
        // What is not aligned gets a place that is far behind all others.
        long place = Long.rotateRight(address, alignmentShift);
        int page = page(place >>> AddressSet.PAGE_SHIFT);
        if (page < 0) {
            return -1;
        }
        long cell = cells.get(((long) page << CELLS_SHIFT) + ((place & PLACE_IN_PAGE) >>> 5));
        int starts = (int) cell;
        int bit = 1 << (int) place;
        return (starts & bit) == 0
                ? -1
                : (int) (cell >>> 32) + Integer.bitCount(starts & (bit - 1));
    }

    private int page(long number) {
        long distance = number - firstPage;
        if (distance >= 0 && distance < directory.length) {
            return directory[(int) distance];
        }
        return directory.length > 0 ? -1 : Arrays.binarySearch(pageNumbers, number);
    }

    /** The address of an object. Cost: two binary searches. */
    long addressOf(int object) {
        int page = floor(Arrays.binarySearch(pageRanks, object));
        long base = (long) page << CELLS_SHIFT;
        int low = 0;
        int high = CELLS_PER_PAGE - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if ((int) (cells.get(base + middle) >>> 32) <= object) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        long cell = cells.get(base + low);
        int starts = (int) cell;
        for (int before = object - (int) (cell >>> 32); before > 0; before--) {
            starts &= starts - 1;
        }
        long place =
                (pageNumbers[page] << AddressSet.PAGE_SHIFT)
                        + ((long) low << 5)
                        + Integer.numberOfTrailingZeros(starts);
        return place << alignmentShift;
    }

    private static int floor(int found) {
        return found >= 0 ? found : -found - 2;
    }

    /**
     * Bytes from an address to the next object behind it; {@link Long#MAX_VALUE} behind the last.
     */
    long distanceToNext(long address) {
        long place = address >>> alignmentShift;
        int page = page(place >>> AddressSet.PAGE_SHIFT);
        if (page < 0) {
            return Long.MAX_VALUE;
        }
        int inPage = (int) (place & PLACE_IN_PAGE);
        int inCell = inPage & 31;
        // Shifted twice: a shift by 32 would do nothing.
        int later = (int) cells.get(((long) page << CELLS_SHIFT) + (inPage >>> 5));
        later = later >>> inCell >>> 1;
        if (later != 0) {
            return (long) (Integer.numberOfTrailingZeros(later) + 1) << alignmentShift;
        }
        long next = firstIn(page, (inPage >>> 5) + 1);
        return next < 0 ? Long.MAX_VALUE : (next - place) << alignmentShift;
    }

    /** The first place of an object in a page from a cell on, or in the pages that follow. */
    private long firstIn(int page, int cell) {
        int from = cell;
        for (int at = page; at < pageNumbers.length; at++, from = 0) {
            for (; from < CELLS_PER_PAGE; from++) {
                int starts = (int) cells.get(((long) at << CELLS_SHIFT) + from);
                if (starts != 0) {
                    return (pageNumbers[at] << AddressSet.PAGE_SHIFT)
                            + ((long) from << 5)
                            + Integer.numberOfTrailingZeros(starts);
                }
            }
        }
        return -1;
    }
}
