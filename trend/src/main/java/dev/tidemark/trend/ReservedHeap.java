package dev.tidemark.trend;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/** How much of the heap that a process has reserved is not in memory, since it never was in use. */
final class ReservedHeap {
    private double highestUsed;
    private double neverUsed = Double.POSITIVE_INFINITY;
    private double untouched;
    private double nextUntouched;

    /**
     * How much of the heap lies in memory: a JVM may have reserved all of it at its start, and what
     * was never in use is not there yet. What is reserved later is about to be used.
     */
    double inMemory(double used, double reserved) {
        neverUsed = Math.min(neverUsed, Math.max(0, reserved - used));
        return reserved - neverUsed;
    }

    /**
     * Keeps what was untouched when a quarter to a half of the samples so far had been taken.
     *
     * @param samples so far, this one among them
     */
    void note(long samples, OptionalDouble used, OptionalDouble reserved) {
        highestUsed = Math.max(highestUsed, used.orElse(0));
        if (Long.bitCount(samples) == 1) {
            untouched = nextUntouched;
            nextUntouched = Math.max(0, reserved.orElse(0) - highestUsed);
        }
    }

    /** Bytes that were reserved then and had never been in use. */
    double untouched() {
        return untouched;
    }

    void write(DataOutput to) throws IOException {
        Saved.writeDoubles(to, highestUsed, neverUsed, untouched, nextUntouched);
    }

    void read(DataInput from) throws IOException {
        highestUsed = from.readDouble();
        neverUsed = from.readDouble();
        untouched = from.readDouble();
        nextUntouched = from.readDouble();
    }
}
