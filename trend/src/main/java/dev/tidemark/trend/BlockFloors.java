package dev.tidemark.trend;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A series of any length as at most {@value #CAPACITY} blocks of equal width, each with its lowest
 * reading.
 *
 * <p>The lowest reading of a block is what garbage and bursts leave alone. When all blocks are
 * taken, neighbours merge in pairs and the width doubles, so that the state stays the same size for
 * ever: {@value #BYTES} bytes, 4 a block. Blocks count along an axis that the caller chooses, for
 * example work done, from its zero and in widths that are powers of two: so the blocks of two parts
 * of a series can be merged, and are then those of the whole. A block without a reading is empty.
 *
 * <p>Floors and the pace at which the axis moves are kept to within 0.05 %.
 */
final class BlockFloors {
    static final int CAPACITY = 40;

    /** What {@link #write} writes, and all that is kept. */
    static final int BYTES = 4 * CAPACITY + 28;

    private static final double PACE_STEP = 0.001;

    /** Blocks are counted from the axis' zero in an int. */
    private static final double FINEST = 1 << 29;

    private static final short EMPTY = Short.MIN_VALUE;

    private static final int UNKNOWN = Short.MIN_VALUE;

    private final short[] floors = new short[CAPACITY];
    private final short[] paces = new short[CAPACITY];
    private int base;
    private int exponent = UNKNOWN;
    private int current;
    private float firstPosition = Float.NaN;
    private float unitPace;
    private float firstSecond;
    private float lastSecond;
    private float lastPosition;

    BlockFloors() {
        Arrays.fill(floors, EMPTY);
    }

    /**
     * Takes one reading.
     *
     * @param position on the axis, never less than the one before
     * @param value what was read
     * @param pace how fast the axis moves at that moment, a second; above 0
     * @param second when it was read, since the start of the series
     */
    void add(double position, double value, double pace, double second) {
        if (isEmpty()) {
            firstPosition = (float) position;
            firstSecond = (float) second;
            unitPace = (float) pace;
        } else if (exponent == UNKNOWN && position > firstPosition) {
            begin(position);
        }
        lastSecond = (float) second;
        lastPosition = (float) position;
        int block = exponent == UNKNOWN ? 0 : slot(position);
        put(block, value, code(pace));
    }

    /** The first two readings set the finest width that is of use. */
    private void begin(double position) {
        double gap = Math.max(position - firstPosition, position / FINEST);
        exponent = Math.getExponent(gap);
        base = (int) Math.floor(Math.scalb(firstPosition, -exponent));
    }

    private int slot(double position) {
        long index = (long) Math.floor(Math.scalb(position, -exponent));
        while (index - base >= CAPACITY) {
            halve();
            index >>= 1;
        }
        return (int) (index - base);
    }

    /** Merges neighbours in pairs. */
    private void halve() {
        int halved = base >> 1;
        short[] oldFloors = floors.clone();
        short[] oldPaces = paces.clone();
        Arrays.fill(floors, EMPTY);
        int last = current;
        for (int i = 0; i <= last; i++) {
            current = ((base + i) >> 1) - halved;
            boolean lower = oldFloors[i] != EMPTY && oldFloors[i] < floors[current];
            if (floors[current] == EMPTY || lower) {
                floors[current] = oldFloors[i];
                paces[current] = oldPaces[i];
            }
        }
        base = halved;
        exponent++;
    }

    private short code(double pace) {
        double steps = unitPace > 0 && pace > 0 ? Math.log(pace / unitPace) / PACE_STEP : 0;
        return (short) Math.round(Math.max(-Short.MAX_VALUE, Math.min(Short.MAX_VALUE, steps)));
    }

    private double pace(int block) {
        return unitPace * Math.exp(PACE_STEP * paces[block]);
    }

    private void put(int block, double value, short pace) {
        short code = Quantised.of(value);
        for (int skipped = current + 1; skipped < block; skipped++) {
            paces[skipped] = pace;
        }
        if (floors[block] == EMPTY || code < floors[block]) {
            floors[block] = code;
            paces[block] = pace;
        }
        current = block;
    }

    /** Whether nothing has been read yet. */
    boolean isEmpty() {
        return Float.isNaN(firstPosition);
    }

    /** The blocks that hold a reading, in order. The last one may still be filling. */
    Blocks blocks() {
        int used = 0;
        for (short floor : floors) {
            used += floor == EMPTY ? 0 : 1;
        }
        double[] index = new double[used];
        double[] floor = new double[used];
        double[] load = new double[used];
        double[] second = new double[used];
        double width = exponent == UNKNOWN ? 1 : Math.scalb(1.0, exponent);
        double clock = 0;
        int next = 0;
        for (int i = 0; i <= current; i++) {
            double took = width / pace(i);
            if (floors[i] != EMPTY) {
                index[next] = i;
                floor[next] = Quantised.value(floors[i]);
                load[next] = pace(i);
                second[next++] = clock + took / 2;
            }
            clock += took;
        }
        stretch(second, clock, width);
        double passed = (lastPosition - firstPosition) / width;
        double perSecond = passed > 0 ? passed / (lastSecond - firstSecond) : 1;
        return new Blocks(index, floor, load, second, width, perSecond, firstSecond, lastSecond);
    }

    /** The first and the last second are known; those between add up to a little more or less. */
    private void stretch(double[] second, double clock, double width) {
        double begin = (firstPosition / width - base) * width / pace(0);
        double rest = (base + current + 1 - lastPosition / width) * width / pace(current);
        double took = clock - begin - rest;
        double by = took > 0 ? (lastSecond - firstSecond) / took : 0;
        for (int i = 0; i < second.length; i++) {
            double exact = firstSecond + by * (second[i] - begin);
            second[i] = Math.max(firstSecond, Math.min(lastSecond, exact));
        }
    }

    /** Appends the whole state, {@value #BYTES} bytes. */
    void write(ByteBuffer to) {
        for (short floor : floors) {
            to.putShort(floor);
        }
        for (short pace : paces) {
            to.putShort(pace);
        }
        to.putInt(base).putFloat(firstPosition).putFloat(unitPace);
        to.putFloat(firstSecond).putFloat(lastSecond).putFloat(lastPosition);
        to.putShort((short) exponent).putShort((short) current);
    }

    /** The state that {@link #write} wrote. */
    static BlockFloors read(ByteBuffer from) {
        BlockFloors read = new BlockFloors();
        for (int i = 0; i < CAPACITY; i++) {
            read.floors[i] = from.getShort();
        }
        for (int i = 0; i < CAPACITY; i++) {
            read.paces[i] = from.getShort();
        }
        read.base = from.getInt();
        read.firstPosition = from.getFloat();
        read.unitPace = from.getFloat();
        read.firstSecond = from.getFloat();
        read.lastSecond = from.getFloat();
        read.lastPosition = from.getFloat();
        read.exponent = from.getShort();
        read.current = from.getShort();
        return read;
    }

    /** Takes up the blocks of a later part of the same series; that part stays as it is. */
    void merge(BlockFloors later) {
        while (exponent != UNKNOWN && exponent < later.exponent) {
            halve();
        }
        Blocks blocks = later.blocks();
        for (int i = 0; i < blocks.count(); i++) {
            double position = (later.base + blocks.index()[i]) * blocks.width();
            add(
                    Math.max(position, later.firstPosition),
                    blocks.floor()[i],
                    blocks.load()[i],
                    Math.max(lastSecond, blocks.second()[i]));
        }
    }
}
