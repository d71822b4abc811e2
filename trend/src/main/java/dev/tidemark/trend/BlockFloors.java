package dev.tidemark.trend;

import java.util.Arrays;

/**
 * A series of any length as at most {@value #CAPACITY} blocks of equal width, each with its lowest
 * reading.
 *
 * <p>The lowest reading of a block is what garbage and bursts leave alone. When all blocks are
 * taken, neighbours merge in pairs and the width doubles, so that the state stays the same size for
 * ever: {@value #WORDS} ints. Blocks count along an axis that the caller chooses, for example work
 * done, from its zero and in widths that are powers of two: so the blocks of two parts of a series
 * can be merged, and are then those of the whole. A block without a reading is empty.
 *
 * <p>Floors are kept to within 0.05 %, the pace at which the axis moves to within 0.2 %, and where
 * in its block a floor was read to within a sixteenth: on a steep rise half a block makes more
 * difference than all noise. The ints belong to the caller, so that many series can lie side by
 * side in one array.
 */
final class BlockFloors {
    static final int CAPACITY = 40;

    /** Ints of state: one a block, for its floor, its pace and its place, and a header. */
    static final int WORDS = CAPACITY + 7;

    private static final int SPAN = CAPACITY;
    private static final int BASE = CAPACITY + 1;
    private static final int FIRST_POSITION = CAPACITY + 2;
    private static final int UNIT_PACE = CAPACITY + 3;
    private static final int FIRST_SECOND = CAPACITY + 4;
    private static final int LAST_SECOND = CAPACITY + 5;
    private static final int LAST_POSITION = CAPACITY + 6;

    /** A block's lower half is its pace, and in the last bits where in it the floor was read. */
    private static final int PLACE_BITS = 4;

    private static final int PLACES = 1 << PLACE_BITS;
    private static final int MOST_PACE = (1 << (15 - PLACE_BITS)) - 1;
    private static final double PACE_STEP = 0.003;

    /** Blocks are counted from the axis' zero in an int. */
    private static final double FINEST = 1 << 29;

    private static final short EMPTY = Short.MIN_VALUE;
    private static final int UNKNOWN = Short.MIN_VALUE;

    private final int[] words;
    private final int at;

    private BlockFloors(int[] words, int at) {
        this.words = words;
        this.at = at;
    }

    /** A new series in an array of its own. */
    static BlockFloors create() {
        int[] words = new int[WORDS];
        clear(words, 0);
        return new BlockFloors(words, 0);
    }

    /** The series whose state begins at this int, {@value #WORDS} long. */
    static BlockFloors in(int[] words, int at) {
        return new BlockFloors(words, at);
    }

    /** Makes these ints the state of a series without readings. */
    static void clear(int[] words, int at) {
        Arrays.fill(words, at, at + CAPACITY, EMPTY << 16);
        words[at + SPAN] = UNKNOWN << 16;
        words[at + BASE] = 0;
        Arrays.fill(words, at + FIRST_POSITION, at + WORDS, 0);
        words[at + FIRST_POSITION] = Float.floatToRawIntBits(Float.NaN);
    }

    /**
     * Takes one reading.
     *
     * @param position on the axis, never less than the one before
     * @param value what was read
     * @param pace how fast the axis moves at that moment, a second; above 0
     * @param second when it was read, since the start of the series
     * @return whether it opened a block: only then may there be anything new to say
     */
    boolean add(double position, double value, double pace, double second) {
        if (isEmpty()) {
            set(FIRST_POSITION, position);
            set(FIRST_SECOND, second);
            set(UNIT_PACE, pace);
        } else if (exponent() == UNKNOWN && position > get(FIRST_POSITION)) {
            begin(position);
        }
        set(LAST_SECOND, second);
        set(LAST_POSITION, position);
        return put(exponent() == UNKNOWN ? 0 : slot(position), value, pace, place(position));
    }

    /** The first two readings set the finest width that is of use. */
    private void begin(double position) {
        float first = get(FIRST_POSITION);
        int exponent = Math.getExponent(Math.max(position - first, position / FINEST));
        words[at + BASE] = (int) Math.floor(Math.scalb(first, -exponent));
        setSpan(exponent, 0);
        words[at] |= place(first);
    }

    private int slot(double position) {
        long index = (long) Math.floor(Math.scalb(position, -exponent()));
        while (index - base() >= CAPACITY) {
            halve();
            index >>= 1;
        }
        return (int) (index - base());
    }

    /** Merges neighbours in pairs. */
    private void halve() {
        int base = base();
        int last = current();
        int next = 0;
        for (int i = 0; i <= last; i++) {
            int merged = words[at + i];
            boolean even = ((base + i) & 1) == 0;
            boolean second = !even;
            if (even && i < last) {
                int other = words[at + ++i];
                second =
                        floor(merged) == EMPTY
                                || (floor(other) != EMPTY && floor(other) < floor(merged));
                merged = second ? other : merged;
            }
            words[at + next++] = halved(merged, second);
        }
        Arrays.fill(words, at + next, at + CAPACITY, EMPTY << 16);
        words[at + BASE] = base >> 1;
        setSpan(exponent() + 1, next - 1);
    }

    /** A block's state as the first or the second half of one twice as wide. */
    private static int halved(int word, boolean second) {
        if (floor(word) == EMPTY) {
            return word;
        }
        int place = ((word & (PLACES - 1)) + (second ? PLACES : 0)) >> 1;
        return (word & -PLACES) | place;
    }

    /** Where in its block a position lies, counted in {@link #PLACES}. */
    private int place(double position) {
        double blocks = Math.scalb(position, -exponent());
        return exponent() == UNKNOWN ? 0 : (int) ((blocks - Math.floor(blocks)) * PLACES);
    }

    private boolean put(int block, double value, double pace, int place) {
        int before = current();
        short old = floor(words[at + block]);
        short code = Quantised.of(value);
        if (old == EMPTY || code < old) {
            int half = (code(pace) << PLACE_BITS) & 0xffff;
            for (int skipped = before + 1; skipped < block; skipped++) {
                words[at + skipped] = (EMPTY << 16) | half;
            }
            words[at + block] = (code << 16) | half | place;
        }
        setSpan(exponent(), block);
        return block != before || old == EMPTY;
    }

    private int code(double pace) {
        float unit = get(UNIT_PACE);
        double steps = unit > 0 && pace > 0 && pace != unit ? Math.log(pace / unit) / PACE_STEP : 0;
        return (int) Math.round(Math.max(-MOST_PACE, Math.min(MOST_PACE, steps)));
    }

    /** Whether nothing has been read yet. */
    boolean isEmpty() {
        return Float.isNaN(get(FIRST_POSITION));
    }

    /** The blocks that hold a reading, in order. The last one may still be filling. */
    Blocks blocks() {
        int used = 0;
        for (int i = 0; i <= current(); i++) {
            used += floor(words[at + i]) == EMPTY ? 0 : 1;
        }
        double[] index = new double[used];
        double[] floor = new double[used];
        double[] load = new double[used];
        double[] second = new double[used];
        double width = width();
        double clock = 0;
        int next = 0;
        for (int i = 0; i <= current(); i++) {
            double took = width / pace(i);
            short code = floor(words[at + i]);
            double within = ((words[at + i] & (PLACES - 1)) + 0.5) / PLACES;
            if (code != EMPTY) {
                index[next] = i + within;
                floor[next] = Quantised.value(code);
                load[next] = pace(i);
                second[next++] = clock + took * within;
            }
            clock += took;
        }
        stretch(second, clock);
        double from = get(FIRST_SECOND);
        double to = get(LAST_SECOND);
        double passed = (get(LAST_POSITION) - get(FIRST_POSITION)) / width;
        double perSecond = passed > 0 && to > from ? passed / (to - from) : 1;
        return new Blocks(index, floor, load, second, width, origin(), perSecond, from, to);
    }

    /** The first and the last second are known; those between add up to a little more or less. */
    private void stretch(double[] second, double clock) {
        double width = width();
        double from = get(FIRST_SECOND);
        double to = get(LAST_SECOND);
        double begin = (get(FIRST_POSITION) / width - base()) * width / pace(0);
        double end = base() + current() + 1 - get(LAST_POSITION) / width;
        double took = clock - begin - end * width / pace(current());
        double by = took > 0 ? (to - from) / took : 0;
        for (int i = 0; i < second.length; i++) {
            second[i] = Math.max(from, Math.min(to, from + by * (second[i] - begin)));
        }
    }

    /** Takes up the blocks of a later part of the same series; that part stays as it is. */
    void merge(BlockFloors later) {
        while (exponent() != UNKNOWN && exponent() < later.exponent()) {
            halve();
        }
        Blocks blocks = later.blocks();
        for (int i = 0; i < blocks.count(); i++) {
            double position = (later.base() + blocks.index()[i]) * blocks.width();
            add(
                    Math.max(position, later.get(FIRST_POSITION)),
                    blocks.floor()[i],
                    blocks.load()[i],
                    Math.max(get(LAST_SECOND), blocks.second()[i]));
        }
    }

    /** The whole state. */
    int[] words() {
        return Arrays.copyOfRange(words, at, at + WORDS);
    }

    private static short floor(int word) {
        return (short) (word >> 16);
    }

    private double pace(int block) {
        int code = (short) words[at + block] >> PLACE_BITS;
        return get(UNIT_PACE) * Math.exp(PACE_STEP * code);
    }

    private double width() {
        return exponent() == UNKNOWN ? 1 : Math.scalb(1.0, exponent());
    }

    /**
     * Where on the axis the blocks begin; of a single reading, so that it lies where it was read.
     */
    private double origin() {
        return exponent() == UNKNOWN ? get(FIRST_POSITION) - 0.5 / PLACES : base() * width();
    }

    private int exponent() {
        return words[at + SPAN] >> 16;
    }

    private int current() {
        return words[at + SPAN] & 0xffff;
    }

    private void setSpan(int exponent, int current) {
        words[at + SPAN] = (exponent << 16) | current;
    }

    private int base() {
        return words[at + BASE];
    }

    private float get(int word) {
        return Float.intBitsToFloat(words[at + word]);
    }

    private void set(int word, double value) {
        words[at + word] = Float.floatToRawIntBits((float) value);
    }
}
