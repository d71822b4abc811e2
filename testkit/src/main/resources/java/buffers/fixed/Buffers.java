package com.example.uploads;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

final class Buffers {
    private static final int SIZE = 2048;

    private final Queue<ByteBuffer> free = new ArrayDeque<>();

    synchronized ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(SIZE) : buffer;
    }

    synchronized void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }
}
