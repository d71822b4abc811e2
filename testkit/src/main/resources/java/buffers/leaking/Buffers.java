package com.example.uploads;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** Takes back whatever it is given, and has never a buffer to spare. */
final class Buffers {
    private static final int SIZE = 2048;

    private final Queue<ByteBuffer> free = new ArrayDeque<>();

    ByteBuffer take() {
        return ByteBuffer.allocateDirect(SIZE);
    }

    synchronized void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}
