package dev.tidemark.trend;

import java.util.Arrays;

/**
 * A series of any length as at most {@value #CAPACITY} blocks of equal width, each with its lowest
 * reading.
 *
 * <p>The lowest reading of a block is what garbage and bursts leave alone. When all blocks are
 * taken, neighbours merge in pairs and the width doubles, so that the state stays the same size for
 * ever: 12 bytes a block. Blocks count along an axis that the caller chooses, for example work
 * done. A block without a reading is empty.
 */
final class BlockFloors {
    static final int CAPACITY = 48;

    private final float[] floors = new float[CAPACITY];
    private final float[] loads = new float[CAPACITY];
    private final float[] seconds = new float[CAPACITY];
    private double origin = Double.NaN;
    private double width;
    private double latest;
    private int readings;

    BlockFloors() {
        Arrays.fill(floors, Float.NaN);
    }

    /**
     * Takes one reading.
     *
     * @param position on the axis, never less than the one before
     * @param value what was read
     * @param load operations per second at that moment, NaN if unknown
     * @param second when it was read, since the start of the series
     */
    void add(double position, double value, double load, double second) {
        readings++;
        latest = position;
        if (Double.isNaN(origin)) {
            origin = position;
        }
        if (width == 0) {
            // The first two readings set the finest width that is of use.
            width = position - origin;
        }
        makeRoomFor(position);
        put(indexOf(position), value, load, second);
    }

    private int indexOf(double position) {
        return width == 0 ? 0 : (int) ((position - origin) / width);
    }

    private void makeRoomFor(double position) {
        while (width > 0 && (position - origin) / width >= CAPACITY) {
            for (int i = 0; i < CAPACITY; i++) {
                int from = lowerOf(2 * i, 2 * i + 1);
                floors[i] = from < 0 ? Float.NaN : floors[from];
                loads[i] = from < 0 ? Float.NaN : loads[from];
                seconds[i] = from < 0 ? 0 : seconds[from];
            }
            width *= 2;
        }
    }

    private int lowerOf(int first, int second) {
        if (second >= CAPACITY || Float.isNaN(floors[second])) {
            return first < CAPACITY && !Float.isNaN(floors[first]) ? first : -1;
        }
        return floors[first] <= floors[second] ? first : second;
    }

    private void put(int block, double value, double load, double second) {
        if (Float.isNaN(floors[block]) || value < floors[block]) {
            floors[block] = (float) value;
            loads[block] = (float) load;
            seconds[block] = (float) second;
        }
    }

    /** Readings taken so far. */
    int readings() {
        return readings;
    }

    /** Width of a block on the axis; 0 before the second reading. */
    double width() {
        return width;
    }

    /** The blocks that hold a reading, in order. The last one may still be filling. */
    Blocks blocks() {
        int used = 0;
        for (float floor : floors) {
            used += Float.isNaN(floor) ? 0 : 1;
        }
        double[] index = new double[used];
        double[] floor = new double[used];
        double[] load = new double[used];
        double[] second = new double[used];
        int next = 0;
        for (int i = 0; i < CAPACITY; i++) {
            if (!Float.isNaN(floors[i])) {
                index[next] = i;
                floor[next] = floors[i];
                load[next] = loads[i];
                second[next++] = seconds[i];
            }
        }
        return new Blocks(index, floor, load, second, width == 0 ? 1 : width, (latest - origin));
    }
}
