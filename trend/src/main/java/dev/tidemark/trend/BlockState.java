package dev.tidemark.trend;

import java.util.Arrays;

/**
 * The ints in which the blocks of a series lie, {@value #WORDS} of them from {@code at} on: one a
 * block, for its floor, its pace and its place, and a header.
 *
 * <p>They belong to the caller, so that many series can lie side by side in one array.
 */
// Never compared; a copy would be another series.
@SuppressWarnings("ArrayRecordComponent")
record BlockState(int[] words, int at) {
    static final int CAPACITY = 40;
    static final int WORDS = CAPACITY + 7;

    /** Places in a block that are told apart. */
    static final int PLACES = 16;

    /** The floor of a block without a reading. */
    static final short EMPTY = Short.MIN_VALUE;

    private static final int SPAN = CAPACITY;
    private static final int BASE = CAPACITY + 1;
    private static final int FIRST_POSITION = CAPACITY + 2;
    private static final int UNIT_PACE = CAPACITY + 3;
    private static final int FIRST_SECOND = CAPACITY + 4;
    private static final int LAST_SECOND = CAPACITY + 5;
    private static final int LAST_POSITION = CAPACITY + 6;

    /** A block's lower half is its pace, and in the last bits where in it the floor was read. */
    private static final int PLACE_BITS = Integer.numberOfTrailingZeros(PLACES);

    private static final int MOST_PACE = (1 << (15 - PLACE_BITS)) - 1;
    private static final double PACE_STEP = 0.003;
    private static final int UNKNOWN = Short.MIN_VALUE;

    /** Makes these ints the state of a series without readings. */
    void clear() {
        Arrays.fill(words, at, at + CAPACITY, EMPTY << 16);
        words[at + SPAN] = UNKNOWN << 16;
        words[at + BASE] = 0;
        Arrays.fill(words, at + FIRST_POSITION, at + WORDS, 0);
        set(FIRST_POSITION, Double.NaN);
        set(UNIT_PACE, Double.NaN);
    }

    /** A copy of them. */
    int[] copy() {
        return Arrays.copyOfRange(words, at, at + WORDS);
    }

    /** Whether nothing has been read yet. */
    boolean isEmpty() {
        return Float.isNaN(get(FIRST_POSITION));
    }

    void begin(double position, double second) {
        set(FIRST_POSITION, position);
        set(FIRST_SECOND, second);
    }

    void advance(double position, double second, double pace) {
        if (Float.isNaN(get(UNIT_PACE))) {
            set(UNIT_PACE, pace);
        }
        set(LAST_SECOND, second);
        set(LAST_POSITION, position);
    }

    float firstPosition() {
        return get(FIRST_POSITION);
    }

    float firstSecond() {
        return get(FIRST_SECOND);
    }

    float lastPosition() {
        return get(LAST_POSITION);
    }

    float lastSecond() {
        return get(LAST_SECOND);
    }

    /** Whether blocks have a width: not before a second reading elsewhere. */
    boolean hasWidth() {
        return exponent() != UNKNOWN;
    }

    /** Power of two that is the width of a block on the axis. */
    int exponent() {
        return words[at + SPAN] >> 16;
    }

    /** The latest block. */
    int current() {
        return words[at + SPAN] & 0xffff;
    }

    void setSpan(int exponent, int current) {
        words[at + SPAN] = (exponent << 16) | current;
    }

    void setCurrent(int current) {
        setSpan(exponent(), current);
    }

    /** Number of the first block, counted from the axis' zero. */
    int base() {
        return words[at + BASE];
    }

    void setBase(int base) {
        words[at + BASE] = base;
    }

    /** A block as it lies there. */
    int block(int block) {
        return words[at + block];
    }

    void setBlock(int block, int word) {
        words[at + block] = word;
    }

    /** Empties all blocks from this one on. */
    void emptyFrom(int block) {
        Arrays.fill(words, at + block, at + CAPACITY, EMPTY << 16);
    }

    /** A block of this pace, with a floor that was read at this place. */
    int block(short floor, double pace, int place) {
        return (floor << 16) | ((code(pace) << PLACE_BITS) & 0xffff) | place;
    }

    static short floor(int word) {
        return (short) (word >> 16);
    }

    static int place(int word) {
        return word & (PLACES - 1);
    }

    /** The same block with its floor at another place. */
    static int at(int word, int place) {
        return (word & -PLACES) | place;
    }

    /** How fast the axis moved in a block, a second; 1 when that was never known. */
    double pace(int block) {
        float unit = get(UNIT_PACE);
        int code = (short) words[at + block] >> PLACE_BITS;
        return Float.isNaN(unit) ? 1 : unit * Math.exp(PACE_STEP * code);
    }

    private int code(double pace) {
        float unit = get(UNIT_PACE);
        double steps = unit > 0 && pace > 0 && pace != unit ? Math.log(pace / unit) / PACE_STEP : 0;
        return (int) Math.round(Math.max(-MOST_PACE, Math.min(MOST_PACE, steps)));
    }

    private float get(int word) {
        return Float.intBitsToFloat(words[at + word]);
    }

    private void set(int word, double value) {
        words[at + word] = Float.floatToRawIntBits((float) value);
    }
}
