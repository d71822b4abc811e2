package com.example.uploads;

import java.nio.ByteBuffer;

/** A ring of fixed size, filled as it is used for the first time. */
final class Buffers {
    private static final int SIZE = 2048;

    private final ByteBuffer[] ring = new ByteBuffer[120];
    private int next;

    synchronized ByteBuffer take() {
        next = (next + 1) % ring.length;
        if (ring[next] == null) {
            ring[next] = ByteBuffer.allocateDirect(SIZE);
        }
        return ring[next].duplicate();
    }

    void giveBack(ByteBuffer buffer) {
        buffer.clear();
    }
}
