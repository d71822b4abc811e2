package dev.tidemark.trend;

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
 * difference than all noise.
 */
final class BlockFloors {
    static final int CAPACITY = BlockState.CAPACITY;

    /** Ints of state. */
    static final int WORDS = BlockState.WORDS;

    /** Blocks are counted from the axis' zero in an int. */
    private static final double FINEST = 1 << 29;

    private final BlockState state;

    private BlockFloors(BlockState state) {
        this.state = state;
    }

    /** A new series in an array of its own. */
    static BlockFloors create() {
        BlockState state = new BlockState(new int[WORDS], 0);
        state.clear();
        return new BlockFloors(state);
    }

    /** The series whose state begins at this int, {@value #WORDS} long. */
    static BlockFloors in(int[] words, int at) {
        return new BlockFloors(new BlockState(words, at));
    }

    /** Forgets all readings. */
    void clear() {
        state.clear();
    }

    /**
     * Takes one reading.
     *
     * @param position on the axis, never less than the one before
     * @param value what was read
     * @param pace how fast the axis moves at that moment, a second; above 0, or NaN while that is
     *     not known
     * @param second when it was read, since the start of the series
     * @return whether it opened a block: only then may there be anything new to say
     */
    boolean add(double position, double value, double pace, double second) {
        if (state.isEmpty()) {
            state.begin(position, second);
        } else if (!state.hasWidth() && position > state.firstPosition()) {
            begin(position);
        }
        state.advance(position, second, pace);
        return put(state.hasWidth() ? slot(position) : 0, value, pace, place(position));
    }

    /** The first two readings set the finest width that is of use. */
    private void begin(double position) {
        float first = state.firstPosition();
        int exponent = Math.getExponent(Math.max(position - first, position / FINEST));
        state.setBase((int) Math.floor(Math.scalb(first, -exponent)));
        state.setSpan(exponent, 0);
        state.setBlock(0, BlockState.at(state.block(0), place(first)));
    }

    private int slot(double position) {
        long index = (long) Math.floor(Math.scalb(position, -state.exponent()));
        while (index - state.base() >= CAPACITY) {
            halve();
            index >>= 1;
        }
        return (int) (index - state.base());
    }

    /** Merges neighbours in pairs. */
    private void halve() {
        int base = state.base();
        int last = state.current();
        int next = 0;
        for (int i = 0; i <= last; i++) {
            int merged = state.block(i);
            boolean even = ((base + i) & 1) == 0;
            boolean second = !even;
            if (even && i < last) {
                int other = state.block(++i);
                second = isLower(other, merged);
                merged = second ? other : merged;
            }
            state.setBlock(next++, halved(merged, second));
        }
        state.emptyFrom(next);
        state.setBase(base >> 1);
        state.setSpan(state.exponent() + 1, next - 1);
    }

    private static boolean isLower(int block, int than) {
        short floor = BlockState.floor(block);
        short other = BlockState.floor(than);
        return other == BlockState.EMPTY || (floor != BlockState.EMPTY && floor < other);
    }

    /** A block as the first or the second half of one twice as wide. */
    private static int halved(int block, boolean second) {
        if (BlockState.floor(block) == BlockState.EMPTY) {
            return block;
        }
        int place = BlockState.place(block) + (second ? BlockState.PLACES : 0);
        return BlockState.at(block, place >> 1);
    }

    /** Where in its block a position lies, counted in {@link BlockState#PLACES}. */
    private int place(double position) {
        double blocks = Math.scalb(position, -state.exponent());
        return state.hasWidth() ? (int) ((blocks - Math.floor(blocks)) * BlockState.PLACES) : 0;
    }

    private boolean put(int block, double value, double pace, int place) {
        int before = state.current();
        short old = BlockState.floor(state.block(block));
        short floor = Quantised.of(value);
        if (old == BlockState.EMPTY || floor < old) {
            int read = state.block(floor, pace, place);
            for (int skipped = before + 1; skipped < block; skipped++) {
                state.setBlock(skipped, state.block(BlockState.EMPTY, pace, 0));
            }
            state.setBlock(block, read);
        }
        state.setCurrent(block);
        return block != before || old == BlockState.EMPTY;
    }

    /** The blocks that hold a reading, in order. The last one may still be filling. */
    Blocks blocks() {
        int used = 0;
        for (int i = 0; i <= state.current(); i++) {
            used += BlockState.floor(state.block(i)) == BlockState.EMPTY ? 0 : 1;
        }
        double[] index = new double[used];
        double[] floor = new double[used];
        double[] load = new double[used];
        double[] second = new double[used];
        double width = width();
        double clock = 0;
        int next = 0;
        for (int i = 0; i <= state.current(); i++) {
            double pace = state.pace(i);
            double took = width / pace;
            short code = BlockState.floor(state.block(i));
            double within = (BlockState.place(state.block(i)) + 0.5) / BlockState.PLACES;
            if (code != BlockState.EMPTY) {
                index[next] = i + within;
                floor[next] = Quantised.value(code);
                load[next] = pace;
                second[next++] = clock + took * within;
            }
            clock += took;
        }
        stretch(second, clock);
        double from = state.firstSecond();
        double to = state.lastSecond();
        double passed = (state.lastPosition() - state.firstPosition()) / width;
        double perSecond = passed > 0 && to > from ? passed / (to - from) : 1;
        return new Blocks(index, floor, load, second, width, origin(), perSecond, from, to);
    }

    /** The first and the last second are known; those between add up to a little more or less. */
    private void stretch(double[] second, double clock) {
        double width = width();
        double from = state.firstSecond();
        double to = state.lastSecond();
        double begin = (state.firstPosition() / width - state.base()) * width / state.pace(0);
        int last = state.current();
        double end = state.base() + last + 1 - state.lastPosition() / width;
        double took = clock - begin - end * width / state.pace(last);
        double by = took > 0 ? (to - from) / took : 0;
        for (int i = 0; i < second.length; i++) {
            second[i] = Math.max(from, Math.min(to, from + by * (second[i] - begin)));
        }
    }

    private double width() {
        return state.hasWidth() ? Math.scalb(1.0, state.exponent()) : 1;
    }

    /**
     * Where on the axis the blocks begin; of a single reading, so that it lies where it was read.
     */
    private double origin() {
        return state.hasWidth()
                ? state.base() * width()
                : state.firstPosition() - 0.5 / BlockState.PLACES;
    }

    /** Takes up the blocks of a later part of the same series; that part stays as it is. */
    void merge(BlockFloors later) {
        while (state.hasWidth() && state.exponent() < later.state.exponent()) {
            halve();
        }
        Blocks blocks = later.blocks();
        for (int i = 0; i < blocks.count(); i++) {
            double position = (later.state.base() + blocks.index()[i]) * blocks.width();
            add(
                    Math.max(position, later.state.firstPosition()),
                    blocks.floor()[i],
                    blocks.load()[i],
                    Math.max(state.lastSecond(), blocks.second()[i]));
        }
    }

    /** The whole state. */
    int[] words() {
        return state.copy();
    }
}
